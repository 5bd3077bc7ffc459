import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/**
 * The event log of each user, in order and without gaps, for publishing and sync. Has ids and types, never message
 * text.
 */
export const userEvents = pgTable(
  'user_events',
  {
    userId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    data: jsonb().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.seq] }),
    // Rows are stored in order of time, so this small index finds old ones.
    index('user_events_by_age').using('brin', t.createdAt),
  ],
)

/** Newest seq of each user's log. Always the last rows that a transaction locks. */
export const eventCursors = pgTable('event_cursors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  lastSeq: bigint({ mode: 'number' }).notNull().default(0),
})
