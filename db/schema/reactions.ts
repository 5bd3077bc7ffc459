import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { messages } from './messages'
import { users } from './users'

/** Reactions to messages, at most one per user and message. */
export const reactions = pgTable(
  'reactions',
  {
    conversationId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    emoji: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq, t.userId] }),
    foreignKey({
      name: 'reactions_on',
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }).onDelete('cascade'),
    check('reactions_emoji_short', sql`length(${t.emoji}) between 1 and 32`),
  ],
)
