import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** What each person is to hear, in order and without gaps: outbox and sync source in one. Ids and kinds, never text. */
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
    index('user_events_by_age').using('brin', t.createdAt), // Rows come in order of time, so this finds old ones for next to nothing.
  ],
)

/** The newest seq of each person's log. Always the last row a transaction locks. */
export const eventCursors = pgTable('event_cursors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  lastSeq: bigint({ mode: 'number' }).notNull().default(0),
})
