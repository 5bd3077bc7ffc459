import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { rateLimits } from '@/db/schema'

export interface Bucket {
  key: string
  windowSeconds: number
}

export interface Fill {
  key: string
  count: number
  secondsLeft: number
}

/** Counts one try in each bucket, atomically, and tells how full each is. Keys are distinct; locked in key order. */
export async function fillBuckets(on: Connection, buckets: readonly Bucket[]): Promise<Fill[]> {
  const keys = sql.param(buckets.map(({ key }) => key))
  const seconds = sql.param(buckets.map(({ windowSeconds }) => windowSeconds))
  return on.execute<Fill & Record<string, unknown>>(sql`
    insert into rate_limits (key, window_ends_at, count)
    select key, now() + make_interval(secs => seconds), 1
    from unnest(${keys}::text[], ${seconds}::int[]) as bucket(key, seconds)
    order by key
    on conflict (key) do update set
      count = case when rate_limits.window_ends_at <= now() then 1 else least(rate_limits.count, 1999999999) + 1 end,
      window_ends_at = case when rate_limits.window_ends_at <= now() then excluded.window_ends_at else rate_limits.window_ends_at end
    returning key, count, greatest(1, ceil(extract(epoch from window_ends_at - now())))::int as "secondsLeft"`)
}

export async function emptyBucket(on: Connection, key: string) {
  await on.delete(rateLimits).where(eq(rateLimits.key, key))
}

/** Forgets windows that are over. */
export async function deleteEndedBuckets(on: Connection) {
  await on.delete(rateLimits).where(sql`${rateLimits.windowEndsAt} < now() - interval '1 minute'`)
}
