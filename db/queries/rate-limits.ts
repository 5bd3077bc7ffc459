import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { rateLimits } from '@/db/schema'

/** Counts an attempt atomically. Returns the count of the current window and the seconds until it ends. */
export async function incrementWindow(on: Connection, key: string, windowSeconds: number) {
  const [row] = await on.execute<{ count: number; secondsLeft: number }>(sql`
    insert into rate_limits (key, window_ends_at, count)
    values (${key}, now() + make_interval(secs => ${windowSeconds}), 1)
    on conflict (key) do update set
      count = case when rate_limits.window_ends_at <= now() then 1 else least(rate_limits.count, 1999999999) + 1 end,
      window_ends_at = case when rate_limits.window_ends_at <= now() then excluded.window_ends_at else rate_limits.window_ends_at end
    returning count, greatest(1, ceil(extract(epoch from window_ends_at - now())))::int as "secondsLeft"`)
  return row ?? { count: 0, secondsLeft: 0 }
}

interface WindowDelta {
  key: string
  windowSeconds: number
  attempts: number
}

/**
 * Adds attempts to the current windows; a negative number subtracts. Locks the rows in key order. Returns the windows
 * in the order of the deltas.
 */
export async function addToWindows(on: Connection, deltas: readonly WindowDelta[]) {
  const rows = await on.execute<{ key: string; count: number; endsInMs: number }>(sql`
    insert into rate_limits (key, window_ends_at, count)
    select key, now() + make_interval(secs => seconds), attempts
    from unnest(
      ${sql.param(deltas.map(({ key }) => key))}::text[],
      ${sql.param(deltas.map(({ windowSeconds }) => windowSeconds))}::int[],
      ${sql.param(deltas.map(({ attempts }) => attempts))}::int[]
    ) as delta(key, seconds, attempts)
    order by key
    on conflict (key) do update set
      count = case
        when rate_limits.window_ends_at <= now() then excluded.count
        else greatest(0, least(rate_limits.count, 1000000000) + excluded.count)
      end,
      window_ends_at = case
        when rate_limits.window_ends_at <= now() then excluded.window_ends_at else rate_limits.window_ends_at
      end
    returning key, count, (extract(epoch from window_ends_at - now()) * 1000)::float8 as "endsInMs"`)
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return deltas.flatMap(({ key }) => byKey.get(key) ?? [])
}

export async function resetWindow(on: Connection, key: string) {
  await on.delete(rateLimits).where(eq(rateLimits.key, key))
}

/** Deletes windows that are over. */
export async function deleteExpiredWindows(on: Connection) {
  await on.delete(rateLimits).where(sql`${rateLimits.windowEndsAt} < now() - interval '1 minute'`)
}
