import { pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/**
 * The one message that may be written to somebody who is no friend. It waits here, beside the request, and becomes a
 * message only when that is accepted. The row stays for ever: there is no second greeting.
 */
export const greetings = pgTable(
  'greetings',
  {
    askerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    recipientId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The id of the message it becomes. */
    id: uuid().notNull(),
    clientId: uuid().notNull(),
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Set when the request that carried it was answered or taken back: it is shown no more. */
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.askerId, t.recipientId] }),
    unique('greetings_one_per_client_id').on(t.askerId, t.clientId),
  ],
)
