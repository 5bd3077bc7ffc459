import type { Person } from '@/lib/accounts/schema'
import type { Notification, NotificationKind } from './schema'

/** A notification as it is stored. */
export interface NotificationRow {
  userId: string
  seq: number
  id: string
  kind: string
  actorId: string
  createdAt: Date
  read: boolean
}

/** The notification as it crosses the wire. */
export const notificationView = (row: Omit<NotificationRow, 'userId' | 'actorId'>, person: Person): Notification => ({
  id: row.id,
  seq: row.seq,
  kind: row.kind as NotificationKind, // Written by `notify` alone. A kind of a newer version is the screen's to leave out.
  person,
  createdAt: row.createdAt.toISOString(),
  read: row.read,
})
