import { bigint, foreignKey, index, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { conversations } from './conversations'
import { messages } from './messages'

/**
 * What a search looks through: the pairs of neighbouring characters of each message, hashed together with each member's
 * id, so that one person's search never walks another's messages. Filled after COMMIT, in batches.
 */
export const messageSearch = pgTable(
  'message_search',
  {
    conversationId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    grams: integer().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    index('message_search_by_grams').using('gin', t.grams),
    foreignKey({
      name: 'message_search_of',
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }).onDelete('cascade'),
  ],
)

/** How far each conversation is in the index. */
export const searchCursors = pgTable('search_cursors', {
  conversationId: uuid()
    .primaryKey()
    .references(() => conversations.id, { onDelete: 'cascade' }),
  indexedSeq: bigint({ mode: 'number' }).notNull().default(0),
})
