import 'server-only'
import type { Connection } from '@/db/client'
import { database } from '@/db/client'
import { drainBuckets, emptyBucket, fillBucket } from '@/db/queries/rate-limits'
import { AppError } from '@/lib/errors'

/** `most` tries in `windowSeconds`, counted under `key`. */
export interface Allowance {
  key: string
  most: number
  windowSeconds: number
}

/** From here on a limit is none at all and costs nothing. */
const UNLIMITED = 1e9

/** Counts one try against each allowance in turn; throws `rate_limited` with the wait at the first that is used up. */
export async function spend(allowances: readonly Allowance[], on: Connection = database()): Promise<void> {
  const seconds = await secondsToWait(allowances, on)
  if (seconds > 0) throw rateLimited(seconds)
}

/**
 * Counts like `spend` and answers with the seconds to wait, 0 when the try is allowed. Nothing is counted after the first
 * allowance that is used up, so the wide ones stand first and bound how many narrow ones anybody can make up.
 */
export async function secondsToWait(allowances: readonly Allowance[], on: Connection = database()): Promise<number> {
  for (const { key, most, windowSeconds } of allowances) {
    if (most >= UNLIMITED) continue
    const { count, secondsLeft } = await fillBucket(on, key, windowSeconds)
    if (count > most) return secondsLeft
  }
  return 0
}

/** Forgets all that was counted under the key. */
export const restore = (key: string) => emptyBucket(database(), key)

/** Gives one try back to each allowance, after one that should not have counted. */
export async function giveBack(allowances: readonly Allowance[], on: Connection = database()): Promise<void> {
  const keys = allowances.filter(({ most }) => most < UNLIMITED).map(({ key }) => key)
  if (keys.length > 0) await drainBuckets(on, keys)
}

export const rateLimited = (retryAfterSeconds: number) =>
  new AppError('rate_limited', 'rate_limited', `Too many tries. Wait ${retryAfterSeconds} s and try again.`, {
    retryAfterSeconds,
  })
