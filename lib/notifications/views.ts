import type { Person } from '@/lib/accounts/schema'
import type { Notification, NotificationKind } from './schema'

/** A notification as it is stored in the database. */
export interface NotificationRow {
  userId: string
  seq: number
  id: string
  kind: string
  actorId: string
  createdAt: Date
  read: boolean
}

/** Converts a stored notification to the form that clients receive. */
export const notificationView = (row: Omit<NotificationRow, 'userId' | 'actorId'>, person: Person): Notification => ({
  id: row.id,
  seq: row.seq,
  kind: row.kind as NotificationKind, // Only `notify` writes it. The interface ignores a kind of a newer version.
  person,
  createdAt: row.createdAt.toISOString(),
  read: row.read,
})
