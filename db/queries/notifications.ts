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

/** Stores a notification and returns its seq. Locks the notification cursor of the user until the transaction ends. */
export async function insertNotification(tx: Connection, { id, userId, kind, actorId }: NewNotification) {
  const [stored] = await tx.execute<{ seq: number }>(sql`
    with taken as (
      insert into notification_cursors as c (user_id, last_seq) values (${userId}, 1)
      on conflict (user_id) do update set last_seq = c.last_seq + 1
      returning last_seq
    )
    insert into notifications (user_id, seq, id, kind, actor_id)
    select ${userId}, last_seq, ${id}, ${kind}, ${actorId} from taken returning seq::float8 as seq`)
  if (!stored) throw new Error('A notification was not stored.')
  return stored.seq
}

/** Deletes the notifications of a user about an actor, of these kinds or all. Returns their seqs. */
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

/** Returns notifications below `before` with their actors, newest first. */
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

export function listNotificationsAt(on: Connection, keys: readonly { userId: string; seq: number }[]) {
  return on
    .select(row)
    .from(notifications)
    .leftJoin(notificationCursors, ofReader)
    .where(or(...keys.map(({ userId, seq }) => and(eq(notifications.userId, userId), eq(notifications.seq, seq)))))
}

/** Moves the read position up to `seq`, never back or past the newest. Returns undefined when it did not move. */
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

/** Returns the number of unread notifications. */
export async function countUnreadNotifications(on: Connection, userId: string): Promise<number> {
  const [counted] = await on.execute<{ n: number }>(sql`
    select count(*)::int as n from notifications
    where user_id = ${userId}
      and seq > coalesce((select read_seq from notification_cursors where user_id = ${userId}), 0)`)
  return counted?.n ?? 0
}

/** Deletes notifications that are older than so many days. */
export async function deleteOldNotifications(on: Connection, days: number) {
  await on.delete(notifications).where(lt(notifications.createdAt, sql`now() - make_interval(days => ${days})`))
}
