import 'server-only'
import { type Connection, database } from '@/db/client'
import { incrementWindow, resetWindow } from '@/db/queries/rate-limits'
import { AppError } from '@/lib/errors'
import { type RateLimit, UNLIMITED } from './rules'

/**
 * Consumes one attempt of each limit in turn; throws `rate_limited` with the seconds to wait at the first exhausted
 * one.
 */
export async function consume(limits: readonly RateLimit[], on: Connection = database()): Promise<void> {
  const seconds = await tryConsume(limits, on)
  if (seconds > 0) throw rateLimited(seconds)
}

/**
 * Counts like `consume` and returns the seconds to wait, 0 when the attempt is allowed. Counting stops at the first
 * exhausted limit: put per-user limits before per-conversation ones, so that a client cannot create unlimited keys.
 */
export async function tryConsume(limits: readonly RateLimit[], on: Connection = database()): Promise<number> {
  for (const { key, max, windowSeconds } of limits) {
    if (max >= UNLIMITED) continue
    const { count, secondsLeft } = await incrementWindow(on, key, windowSeconds)
    if (count > max) return secondsLeft
  }
  return 0
}

/** Resets the counter of the key. */
export const resetLimit = (key: string) => resetWindow(database(), key)

export const rateLimited = (retryAfterSeconds: number) =>
  new AppError('rate_limited', 'rate_limited', `Too many tries. Wait ${retryAfterSeconds} s and try again.`, {
    retryAfterSeconds,
  })
