import 'server-only'
import type { Connection } from '@/db/client'
import { database } from '@/db/client'
import { emptyBucket, fillBuckets } from '@/db/queries/rate-limits'
import { AppError } from '@/lib/errors'

/** `most` tries in `windowSeconds`, counted under `key`. */
export interface Allowance {
  key: string
  most: number
  windowSeconds: number
}

/** From here on a limit is none at all and costs nothing. */
const UNLIMITED = 1e9

/** Counts one try against every allowance; throws `rate_limited` with the longest wait when any is used up. */
export async function spend(allowances: readonly Allowance[], on: Connection = database()): Promise<void> {
  const seconds = (await overdrawn(allowances, on)).map(({ secondsLeft }) => secondsLeft)
  if (seconds.length > 0) throw rateLimited(Math.max(...seconds))
}

/** The allowances that this try finds used up, with the seconds until each opens again. */
export async function overdrawn(allowances: readonly Allowance[], on: Connection = database()) {
  const most = new Map(allowances.filter((allowance) => allowance.most < UNLIMITED).map(({ key, most }) => [key, most]))
  if (most.size === 0) return []
  const fills = await fillBuckets(
    on,
    allowances.filter(({ key }) => most.has(key)),
  )
  return fills.filter(({ key, count }) => count > (most.get(key) ?? 0))
}

/** Gives back what was spent, after a try that should not have counted. */
export const restore = (key: string) => emptyBucket(database(), key)

export const rateLimited = (retryAfterSeconds: number) =>
  new AppError('rate_limited', 'rate_limited', `Too many tries. Wait ${retryAfterSeconds} s and try again.`, {
    retryAfterSeconds,
  })
