import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** Notifications of each user. A row is deleted when its cause ends, for example by an answered request or a block. */
export const notifications = pgTable(
  'notifications',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** 1, 2, 3 … per user, assigned under the lock of the cursor. */
    seq: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    kind: text().notNull(),
    /** The user who caused the notification. */
    actorId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.seq] }),
    index('notifications_of_actor').on(t.userId, t.actorId),
    index('notifications_by_actor').on(t.actorId),
    index('notifications_by_age').on(t.createdAt),
  ],
)

/** Seq of the newest notification of each user and of the newest one they have read; the latter never moves back. */
export const notificationCursors = pgTable('notification_cursors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  lastSeq: bigint({ mode: 'number' }).notNull().default(0),
  readSeq: bigint({ mode: 'number' }).notNull().default(0),
})
