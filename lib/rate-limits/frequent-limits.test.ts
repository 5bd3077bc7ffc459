import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database } from '@/db/client'
import { addToWindows } from '@/db/queries/rate-limits'
import { rateLimits } from '@/db/schema'
import { setUpKith } from '@/tests/support/environment'
import { frequentLimits } from './frequent-limits'
import { WindowCounter } from './window-counter'

setUpKith()

const createProcess = (processCount: number) =>
  new WindowCounter({
    settle: (deltas) => addToWindows(database(), deltas),
    processCount: () => processCount,
    now: () => performance.now(),
  })
const windowOf = async (key: string) => (await database().select().from(rateLimits).where(eq(rateLimits.key, key)))[0]

it('four processes that are flooded at once exceed a limit by at most 20 %', async () => {
  const counters = Array.from({ length: 4 }, () => createProcess(4))
  const limits = [
    { key: 'flood', max: 50, windowSeconds: 60 },
    { key: 'flood:conversation', max: 20, windowSeconds: 10 },
  ]
  const attempts = counters.flatMap((counter) => Array.from({ length: 100 }, () => counter.tryConsume(limits)))
  const allowed = (await Promise.all(attempts)).filter((seconds) => seconds === 0).length
  expect(allowed).toBeGreaterThanOrEqual(20)
  expect(allowed).toBeLessThanOrEqual(24)
})

it('processes that settle the same keys in opposite order do not deadlock', async () => {
  const keys = Array.from({ length: 20 }, (_, n) => `crossing ${n}`)
  const deltas = keys.map((key) => ({ key, windowSeconds: 60, attempts: 1 }))
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => addToWindows(database(), n % 2 ? deltas : deltas.toReversed())),
  )
  expect((await windowOf('crossing 7'))?.count).toBe(40)
})

it('addToWindows returns the windows in the order of the deltas, and starts a window again after its end', async () => {
  const delta = (key: string, attempts: number) => ({ key, windowSeconds: 60, attempts })
  const counts = async (...deltas: ReturnType<typeof delta>[]) =>
    (await addToWindows(database(), deltas)).map(({ count }) => count)
  expect(await counts(delta('z', 3), delta('a', 1))).toEqual([3, 1])
  expect(await counts(delta('a', 1), delta('z', -5))).toEqual([2, 0])
  await database().update(rateLimits).set({ windowEndsAt: sql`now()` }).where(eq(rateLimits.key, 'a'))
  expect(await counts(delta('a', 4))).toEqual([4])
})

it('a process that is alone writes nothing to the database', async () => {
  expect(await frequentLimits().tryConsume([{ key: 'alone', max: 5, windowSeconds: 10 }])).toBe(0)
  await frequentLimits().settle()
  expect(await windowOf('alone')).toBeUndefined()
})
