import 'server-only'
import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { notificationCursors, notifications, users } from '@/db/schema'

const row = {
  userId: notifications.userId,
  seq: notifications.seq,
  id: notifications.id,
  kind: notifications.kind,
  actorId: notifications.actorId,
  createdAt: notifications.createdAt,
  read: sql<boolean>`${notifications.seq} <= coalesce(${notificationCursors.readSeq}, 0)`,
}

const ofReader = eq(notificationCursors.userId, notifications.userId)

interface NewNotification {
  id: string
  userId: string
  kind: string
  actorId: string
}

/** Its seq: the next one of that person. Holds their notification cursor until the transaction ends. */
export async function insertNotification(tx: Connection, { id, userId, kind, actorId }: NewNotification) {
  const [taken] = await tx.execute<{ seq: number }>(sql`
    with taken as (
      insert into notification_cursors as c (user_id, last_seq) values (${userId}, 1)
      on conflict (user_id) do update set last_seq = c.last_seq + 1
      returning last_seq
    )
    insert into notifications (user_id, seq, id, kind, actor_id)
    select ${userId}, last_seq, ${id}, ${kind}, ${actorId} from taken returning seq::float8 as seq`)
  if (!taken) throw new Error('A notification took no place.')
  return taken.seq
}

/** Takes back what the person was notified of about the other, of these kinds or all of it; the seqs that are gone. */
export async function deleteNotifications(tx: Connection, userId: string, actorId: string, kinds?: string[]) {
  const rows = await tx
    .delete(notifications)
    .where(
      and(
        eq(notifications.userId, userId),
        eq(notifications.actorId, actorId),
        kinds && inArray(notifications.kind, kinds),
      ),
    )
    .returning({ seq: notifications.seq })
  return rows.map(({ seq }) => seq)
}

/** A page with who did it, newest first, those below `before`. */
export function listNotifications(on: Connection, userId: string, before: number | undefined, limit: number) {
  return on
    .select({
      ...row,
      person: { id: users.id, username: users.username, displayName: users.displayName, pictureId: users.pictureId },
    })
    .from(notifications)
    .innerJoin(users, eq(users.id, notifications.actorId))
    .leftJoin(notificationCursors, ofReader)
    .where(and(eq(notifications.userId, userId), before === undefined ? undefined : lt(notifications.seq, before)))
    .orderBy(desc(notifications.seq))
    .limit(limit)
}

export function listNotificationsAt(on: Connection, places: readonly { userId: string; seq: number }[]) {
  return on
    .select(row)
    .from(notifications)
    .leftJoin(notificationCursors, ofReader)
    .where(or(...places.map(({ userId, seq }) => and(eq(notifications.userId, userId), eq(notifications.seq, seq)))))
}

/** Moves the person's read cursor up to `seq`, never back and never past their newest. Undefined when it did not move. */
export async function advanceNotificationCursor(tx: Connection, userId: string, seq: number) {
  const [moved] = await tx
    .update(notificationCursors)
    .set({ readSeq: sql`least(${seq}, ${notificationCursors.lastSeq})` })
    .where(
      and(
        eq(notificationCursors.userId, userId),
        sql`least(${seq}, ${notificationCursors.lastSeq}) > ${notificationCursors.readSeq}`,
      ),
    )
    .returning({ readSeq: notificationCursors.readSeq })
  return moved?.readSeq
}

export async function findNotificationCursor(on: Connection, userId: string): Promise<number> {
  const [cursor] = await on
    .select({ readSeq: notificationCursors.readSeq })
    .from(notificationCursors)
    .where(eq(notificationCursors.userId, userId))
  return cursor?.readSeq ?? 0
}

/** How many the person has not seen. */
export async function countUnreadNotifications(on: Connection, userId: string): Promise<number> {
  const [counted] = await on.execute<{ n: number }>(sql`
    select count(*)::int as n from notifications
    where user_id = ${userId}
      and seq > coalesce((select read_seq from notification_cursors where user_id = ${userId}), 0)`)
  return counted?.n ?? 0
}

/** Forgets what was notified before so many days. */
export async function deleteOldNotifications(on: Connection, days: number) {
  await on.delete(notifications).where(lt(notifications.createdAt, sql`now() - make_interval(days => ${days})`))
}
