import { bigint, foreignKey, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { messages } from './messages'
import { users } from './users'

/** Messages that a user has deleted for themselves only. */
export const hiddenMessages = pgTable(
  'hidden_messages',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    conversationId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.conversationId, t.seq] }),
    foreignKey({
      name: 'hidden_messages_of',
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }).onDelete('cascade'),
  ],
)
