import 'server-only'
import { eq, inArray, sql } from 'drizzle-orm'
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

/** Subtracts one attempt from the current window of each key. */
export async function decrementWindows(on: Connection, keys: string[]) {
  await on
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(inArray(rateLimits.key, keys))
}

export async function resetWindow(on: Connection, key: string) {
  await on.delete(rateLimits).where(eq(rateLimits.key, key))
}

/** Deletes windows that are over. */
export async function deleteExpiredWindows(on: Connection) {
  await on.delete(rateLimits).where(sql`${rateLimits.windowEndsAt} < now() - interval '1 minute'`)
}
