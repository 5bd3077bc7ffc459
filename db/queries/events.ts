import 'server-only'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { eventCursors, userEvents } from '@/db/schema'

/** Number of rows per statement, small enough to hold locks only briefly. */
const DELETE_BATCH_SIZE = 20_000

export interface NewEvent {
  userId: string
  type: string
  data: object
}

export async function createCursor(on: Connection, userId: string) {
  await on.insert(eventCursors).values({ userId })
}

/** Returns the newest seq of the user's log. */
export async function findCursor(on: Connection, userId: string): Promise<number> {
  const [row] = await on
    .select({ lastSeq: eventCursors.lastSeq })
    .from(eventCursors)
    .where(eq(eventCursors.userId, userId))
  return row?.lastSeq ?? 0
}

/**
 * Appends events to the logs of their users, with seqs without gaps, in the given order. Locks the cursor rows in id
 * order until the transaction ends, so nothing may be locked after it.
 */
export async function appendEvents(tx: Connection, events: readonly NewEvent[]) {
  return tx.execute<{ ord: number; seq: number }>(sql`
    with added as (
      select user_id, type, data::jsonb, ord
      from unnest(
        ${sql.param(events.map((event) => event.userId))}::uuid[],
        ${sql.param(events.map((event) => event.type))}::text[],
        ${sql.param(events.map((event) => JSON.stringify(event.data)))}::text[]
      ) with ordinality as event(user_id, type, data, ord)
    ),
    cursors as materialized (
      select user_id, last_seq from event_cursors
      where user_id in (select user_id from added) order by user_id for no key update
    ),
    numbered as (
      select added.*, last_seq + row_number() over (partition by user_id order by ord) as seq
      from added join cursors using (user_id)
    ),
    advanced as (
      update event_cursors c set last_seq = top.seq
      from (select user_id, max(seq) as seq from numbered group by user_id) top where c.user_id = top.user_id
    ),
    written as (insert into user_events (user_id, seq, type, data) select user_id, seq, type, data from numbered)
    select ord::int, seq::float8 as seq from numbered order by ord`)
}

/** Returns the user's events above `since`, oldest first. */
export function listEvents(on: Connection, userId: string, since: number, limit: number) {
  return on
    .select({ seq: userEvents.seq, type: userEvents.type, data: userEvents.data })
    .from(userEvents)
    .where(and(eq(userEvents.userId, userId), gt(userEvents.seq, since)))
    .orderBy(asc(userEvents.seq))
    .limit(limit)
}

/** Deletes events that are older than so many days. The remaining log may start at any seq; sync detects that. */
export async function deleteOldEvents(on: Connection, days: number) {
  for (let full = true; full; ) {
    const { count } = await on.execute(sql`
      delete from user_events where ctid = any(array(
        select ctid from user_events where created_at < now() - make_interval(days => ${days}) limit ${DELETE_BATCH_SIZE}
      ))`)
    full = count === DELETE_BATCH_SIZE
  }
}
