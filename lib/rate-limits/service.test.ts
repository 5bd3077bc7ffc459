import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { rateLimits } from '@/db/schema'
import { codeOf, refusalOf } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { consume, resetLimit, tryConsume } from './service'

setUpKith()

const UNLIMITED = 1e9 // As a host writes it in KITH_LIMITS.

const few = (key: string, max: number, windowSeconds = 60) => ({ key, max, windowSeconds })
const bucket = async (key: string) => (await database().select().from(rateLimits).where(sql`key = ${key}`))[0]

describe('an allowance', () => {
  it('a rate limit allows exactly its number of concurrent tries', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => codeOf(consume([few('burst', 7)]))))
    expect(codes.filter((code) => code === 'done')).toHaveLength(7)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(33)
  })

  it('a rate limit of zero allows no try', async () => {
    expect(await codeOf(consume([few('never', 0)]))).toBe('rate_limited')
  })

  it('a rate limit allows tries again after its window, however many were refused meanwhile', async () => {
    await consume([few('window', 1)])
    for (let n = 0; n < 5; n++) expect(await codeOf(consume([few('window', 1)]))).toBe('rate_limited')
    await database().update(rateLimits).set({ windowEndsAt: sql`now()` }).where(sql`key = 'window'`)
    expect(await codeOf(consume([few('window', 1)]))).toBe('done')
    expect(await codeOf(consume([few('window', 1)]))).toBe('rate_limited')
  })

  it('a used-up rate limit gives the time to wait, and the limits after it are not counted', async () => {
    const { retryAfterSeconds, status } = await refusalOf(
      consume([few('free', 9), few('used up', 0, 100), few('after', 9)]),
    )
    expect(status).toBe(429)
    expect(retryAfterSeconds).toBeGreaterThan(90)
    expect(retryAfterSeconds).toBeLessThanOrEqual(100)
    expect(await bucket('free')).toBeDefined()
    expect(await bucket('after')).toBeUndefined()
  })

  it('an unlimited key costs nothing, and the keys beside it are counted', async () => {
    expect(await tryConsume([few('unlimited', UNLIMITED)])).toBe(0)
    expect(await codeOf(consume([few('unlimited', UNLIMITED), few('limited', 1)]))).toBe('done')
    expect(await codeOf(consume([few('unlimited', UNLIMITED), few('limited', 1)]))).toBe('rate_limited')
    expect(await bucket('unlimited')).toBeUndefined()
  })

  it('a refund returns the tries of all keys', async () => {
    await consume([few('given back', 1)])
    await resetLimit('given back')
    expect(await codeOf(consume([few('given back', 1)]))).toBe('done')
  })

  it('tries consumed in a transaction that fails are not counted', async () => {
    const failing = database().transaction(async (tx) => {
      await consume([few('undone', 1)], tx)
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await codeOf(consume([few('undone', 1)]))).toBe('done')
  })

  it('concurrent calls that name keys in any order do not deadlock', async () => {
    const keys = ['a', 'b', 'c'].map((key) => few(key, UNLIMITED - 1))
    await Promise.all(Array.from({ length: 60 }, (_, n) => consume(n % 2 ? keys : keys.toReversed())))
    expect((await bucket('b'))?.count).toBe(60)
  })
})
