import { describe, expect, it } from 'vitest'
import { limitConcurrency } from './concurrency'

/** Calls once for each key, in this order, and records the started and the refused calls. */
async function callAll(options: Parameters<typeof limitConcurrency>[0], keys: string[]) {
  const limit = limitConcurrency(options)
  const started: string[] = []
  const refused: string[] = []
  const releases: (() => void)[] = []
  for (const key of keys)
    limit.acquire(key).then(
      (release) => {
        started.push(key)
        releases.push(release)
      },
      (error) => refused.push(`${key} ${error.code}`),
    )
  await nextTurn()
  const finishOne = async () => {
    releases.shift()?.()
    await nextTurn()
  }
  return { started, refused, finishOne }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('limitConcurrency', () => {
  it('up to `max` calls run concurrently, and the next one starts when one has finished', async () => {
    const { started, finishOne } = await callAll({ max: 2 }, ['a', 'b', 'c', 'd'])
    expect(started).toEqual(['a', 'b'])
    await finishOne()
    expect(started).toEqual(['a', 'b', 'c'])
    await finishOne()
    expect(started).toEqual(['a', 'b', 'c', 'd'])
  })

  it('keys are served round-robin, so a flood under one key delays only that key', async () => {
    const { started, finishOne } = await callAll({ max: 1 }, ['a', 'a', 'a', 'a', 'b', 'c'])
    for (let finished = 0; finished < 5; finished++) await finishOne()
    expect(started).toEqual(['a', 'a', 'b', 'c', 'a', 'a'])
  })

  it('`maxPerKey` holds for a key even when `max` is not reached', async () => {
    const { started, finishOne } = await callAll({ max: 3, maxPerKey: 1 }, ['a', 'a', 'a', 'b'])
    expect(started).toEqual(['a', 'b'])
    await finishOne()
    expect(started).toEqual(['a', 'b', 'a'])
  })

  it('a full queue refuses the last call of the longest queue, not the call that came last', async () => {
    const { started, refused, finishOne } = await callAll({ max: 1, maxQueued: 3 }, ['a', 'a', 'a', 'a', 'b', 'c'])
    expect(refused).toEqual(['a busy', 'a busy'])
    for (let finished = 0; finished < 3; finished++) await finishOne()
    expect(started).toEqual(['a', 'a', 'b', 'c'])
  })

  it('calling release twice frees one slot only', async () => {
    const limit = limitConcurrency({ max: 1 })
    const release = await limit.acquire('a')
    const second = limit.acquire('b')
    let hasThirdStarted = false
    const third = limit.acquire('c').then(() => {
      hasThirdStarted = true
    })
    release()
    release()
    const releaseSecond = await second
    await nextTurn()
    expect(hasThirdStarted).toBe(false)
    releaseSecond()
    await third
    expect(hasThirdStarted).toBe(true)
  })

  it('a failed call rejects with its error, and the next call starts', async () => {
    const limit = limitConcurrency({ max: 1 })
    const failing = limit.run('a', () => Promise.reject(new Error('failed')))
    const next = limit.run('a', async () => 'done')
    await expect(failing).rejects.toThrow('failed')
    expect(await next).toBe('done')
  })
})
