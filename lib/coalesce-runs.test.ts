import { expect, it } from 'vitest'
import { coalesceRuns } from './coalesce-runs'

/** Work whose runs end when the test resolves them. */
function controlledWork() {
  const ends: { resolve(): void; reject(error: Error): void }[] = []
  const work = () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject }))
  const end = (run: number) => ends[run]?.resolve()
  const fail = (run: number) => ends[run]?.reject(new Error(`run ${run} failed`))
  return { work, end, fail, started: () => ends.length }
}
const settle = () => new Promise(setImmediate)

it('calls during a run share one further run, which starts after it', async () => {
  const { work, end, started } = controlledWork()
  const run = coalesceRuns(work)
  const first = run()
  const [second, third] = [run(), run()]
  expect([started(), second === third]).toEqual([1, true])
  end(0)
  await first
  await settle()
  expect(started()).toBe(2)
  end(1)
  await Promise.all([second, third])
  expect(started()).toBe(2)
})

it('a failed run rejects for its own callers and does not stop the next run', async () => {
  const { work, end, fail, started } = controlledWork()
  const run = coalesceRuns(work)
  const first = run()
  const second = run()
  fail(0)
  await expect(first).rejects.toThrow('run 0 failed')
  await settle()
  expect(started()).toBe(2)
  end(1)
  await expect(second).resolves.toBeUndefined()
})

it('a call after the end of a run starts a new run immediately', async () => {
  const { work, end, started } = controlledWork()
  const run = coalesceRuns(work)
  const first = run()
  end(0)
  await first
  void run()
  expect(started()).toBe(2)
})
