import { pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/**
 * The single message that may be sent to a person who is not a friend, with a friend request. It becomes a message of
 * the conversation when the request is accepted. The row is never deleted, so that there is no second greeting.
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
    /** Id of the message that it becomes. */
    id: uuid().notNull(),
    clientId: uuid().notNull(),
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Set when its request was answered or cancelled; the greeting is no longer shown. */
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.askerId, t.recipientId] }),
    unique('greetings_one_per_client_id').on(t.askerId, t.clientId),
  ],
)
