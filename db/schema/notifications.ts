import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** What a person was notified of. A row goes away with what it is about: an answered request, a block. */
export const notifications = pgTable(
  'notifications',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** 1, 2, 3 … for each person, taken under the lock of their cursor. */
    seq: bigint({ mode: 'number' }).notNull(),
    id: uuid().notNull(),
    kind: text().notNull(),
    /** Who did it. */
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

/** The newest notification of each person, and the newest they have seen; that one never moves back. */
export const notificationCursors = pgTable('notification_cursors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  lastSeq: bigint({ mode: 'number' }).notNull().default(0),
  readSeq: bigint({ mode: 'number' }).notNull().default(0),
})
