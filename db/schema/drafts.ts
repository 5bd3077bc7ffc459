import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { conversations } from './conversations'
import { users } from './users'

/** Unsent texts of users, shared by their devices. */
export const drafts = pgTable(
  'drafts',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    body: text().notNull(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.conversationId] })],
)
