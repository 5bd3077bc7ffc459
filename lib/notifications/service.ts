import 'server-only'
import { database, type Tx } from '@/db/client'
import {
  advanceNotificationCursor,
  countUnreadNotifications,
  deleteNotifications,
  findNotificationCursor,
  insertNotification,
  listNotifications,
} from '@/db/queries/notifications'
import { type Announce, commit } from '@/lib/events/commit'
import { newId } from '@/lib/ids'
import { type Page, pageOf } from '@/lib/paging'
import type { Viewer } from '@/lib/session/viewer'
import type { ListNotificationsInput, Notification, NotificationKind } from './schema'
import { notificationView } from './views'

/** Stores a notification for a user within the transaction of its cause; it is published after COMMIT. */
export async function notify(
  tx: Tx,
  announce: Announce,
  userId: string,
  { kind, actorId }: { kind: NotificationKind; actorId: string },
): Promise<void> {
  const seq = await insertNotification(tx, { id: newId(), userId, kind, actorId })
  announce([userId], { type: 'notification', data: { seq } })
}

/** Deletes notifications whose cause has ended. Publishes nothing: the event of the end updates open tabs. */
export async function removeNotifications(
  tx: Tx,
  userId: string,
  actorId: string,
  kinds?: NotificationKind[],
): Promise<void> {
  await deleteNotifications(tx, userId, actorId, kinds)
}

/**
 * Deletes all notifications of a user about another one and publishes their seqs, without the reason. Returns true when
 * there was any.
 */
export async function removeAllNotifications(
  tx: Tx,
  announce: Announce,
  userId: string,
  actorId: string,
): Promise<boolean> {
  const seqs = await deleteNotifications(tx, userId, actorId)
  for (const seq of seqs) announce([userId], { type: 'notification', data: { seq } })
  return seqs.length > 0
}

/** Returns a page of the viewer's notifications, newest first. */
export async function notificationsOf(
  viewer: Viewer,
  { cursor, limit }: ListNotificationsInput,
): Promise<Page<Notification>> {
  const rows = await listNotifications(database(), viewer.id, cursor, limit + 1)
  const { items, nextCursor } = pageOf(rows, limit, ({ seq }) => String(seq))
  return { items: items.map(({ person, ...row }) => notificationView(row, person)), nextCursor }
}

/** Marks everything up to `upTo` as read, on every device. Never moves back, and never past the newest. */
export function readNotifications(viewer: Viewer, upTo: number): Promise<{ readUpTo: number; unread: number }> {
  return commit(async (tx, announce) => {
    const moved = await advanceNotificationCursor(tx, viewer.id, upTo)
    const readUpTo = moved ?? (await findNotificationCursor(tx, viewer.id))
    const unread = await countUnreadNotifications(tx, viewer.id)
    if (moved !== undefined) announce([viewer.id], { type: 'notifications_read', data: { upTo: readUpTo, unread } })
    return { readUpTo, unread }
  })
}
