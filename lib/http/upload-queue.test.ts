import { describe, expect, it } from 'vitest'
import { refusalOf } from '@/tests/support/conversations'
import { createUploadQueue } from './upload-queue'

/** A queue whose uploads last until they are ended, and lists those that have started. */
function newQueue(capacity: { max: number; waiting: number }) {
  const queue = createUploadQueue(capacity)
  const started: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const upload = (owner: string, name = owner) =>
    queue(owner, () => {
      started.push(name)
      return new Promise<void>((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve())))
    })
  /** Ends an upload that has started, and lets those start that now may. */
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error)
    await new Promise(setImmediate)
  }
  return { upload, end, started }
}

describe('uploads', () => {
  it('no more uploads than allowed run concurrently, and they start in order of arrival', async () => {
    const { upload, end, started } = newQueue({ max: 2, waiting: 9 })
    const all = ['a', 'b', 'c', 'd'].map((owner) => upload(owner))
    await new Promise(setImmediate)
    expect(started).toEqual(['a', 'b'])
    await end('b')
    expect(started).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'c', 'd']) await end(name)
    await Promise.all(all)
    expect(started).toEqual(['a', 'b', 'c', 'd'])
  })

  it('uploads of one person run one after the other, and those of others are not delayed', async () => {
    const { upload, end, started } = newQueue({ max: 2, waiting: 9 })
    const all = [upload('greedy', 'first'), upload('greedy', 'second'), upload('other')]
    await new Promise(setImmediate)
    expect(started).toEqual(['first', 'other'])
    await end('other')
    expect(started).toEqual(['first', 'other'])
    await end('first')
    expect(started).toEqual(['first', 'other', 'second'])
    await end('second')
    await Promise.all(all)
  })

  it('the third concurrent upload of one person is refused', async () => {
    const { upload, end } = newQueue({ max: 2, waiting: 9 })
    const all = [upload('greedy', 'first'), upload('greedy', 'second')]
    const { status, retryAfterSeconds } = await refusalOf(upload('greedy', 'third'))
    expect(status).toBe(429)
    expect(retryAfterSeconds).toBeGreaterThan(0)
    for (const name of ['first', 'second']) await end(name)
    await Promise.all(all)
  })

  it('uploads beyond the full queue are refused with 503 and Retry-After, and accepted again afterwards', async () => {
    const { upload, end } = newQueue({ max: 1, waiting: 1 })
    const all = [upload('a'), upload('b')]
    const refusal = await refusalOf(upload('c'))
    expect(refusal).toMatchObject({ status: 503, code: 'unavailable' })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(0)
    await end('a')
    all.push(upload('c'))
    for (const name of ['b', 'c']) await end(name)
    await Promise.all(all)
  })

  it('a failed upload lets the next one start', async () => {
    const { upload, end, started } = newQueue({ max: 1, waiting: 9 })
    const [failing, next] = [expect(upload('a')).rejects.toThrow('broken'), upload('b')]
    await new Promise(setImmediate)
    await end('a', new Error('broken'))
    await failing
    expect(started).toEqual(['a', 'b'])
    await end('b')
    await next
  })
})
