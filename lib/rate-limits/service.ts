import 'server-only'
import { type Connection, database } from '@/db/client'
import { decrementWindows, incrementWindow, resetWindow } from '@/db/queries/rate-limits'
import { AppError } from '@/lib/errors'

/** `most` tries in `windowSeconds`, counted under `key`. */
export interface RateLimit {
  key: string
  max: number
  windowSeconds: number
}

/** From here on a limit is none at all and costs nothing. */
const UNLIMITED = 1e9

/** Counts one try against each allowance in turn; throws `rate_limited` with the wait at the first that is used up. */
export async function consume(limits: readonly RateLimit[], on: Connection = database()): Promise<void> {
  const seconds = await tryConsume(limits, on)
  if (seconds > 0) throw rateLimited(seconds)
}

/**
 * Counts like `spend` and answers with the seconds to wait, 0 when the try is allowed. Nothing is counted after the first
 * allowance that is used up, so the wide ones stand first and bound how many narrow ones anybody can make up.
 */
export async function tryConsume(limits: readonly RateLimit[], on: Connection = database()): Promise<number> {
  for (const { key, max, windowSeconds } of limits) {
    if (max >= UNLIMITED) continue
    const { count, secondsLeft } = await incrementWindow(on, key, windowSeconds)
    if (count > max) return secondsLeft
  }
  return 0
}

/** Forgets all that was counted under the key. */
export const resetLimit = (key: string) => resetWindow(database(), key)

/** Gives one try back to each allowance, after one that should not have counted. */
export async function refund(limits: readonly RateLimit[], on: Connection = database()): Promise<void> {
  const keys = limits.filter(({ max }) => max < UNLIMITED).map(({ key }) => key)
  if (keys.length > 0) await decrementWindows(on, keys)
}

export const rateLimited = (retryAfterSeconds: number) =>
  new AppError('rate_limited', 'rate_limited', `Too many tries. Wait ${retryAfterSeconds} s and try again.`, {
    retryAfterSeconds,
  })
