import { bigint, foreignKey, index, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { conversations } from './conversations'
import { messages } from './messages'

/**
 * The index of message search: the pairs of neighbouring characters of each message, hashed together with its
 * conversation and bucket of seqs, so that a search never reads messages of other conversations. Filled after COMMIT, in
 * batches.
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
    // Without a pending list, which every search would read: after a large import it took seconds.
    index('message_search_by_grams').using('gin', t.grams).with({ fastupdate: false }),
    foreignKey({
      name: 'message_search_of',
      columns: [t.conversationId, t.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }).onDelete('cascade'),
  ],
)

/** Seq up to which each conversation is indexed. */
export const searchCursors = pgTable('search_cursors', {
  conversationId: uuid()
    .primaryKey()
    .references(() => conversations.id, { onDelete: 'cascade' }),
  indexedSeq: bigint({ mode: 'number' }).notNull().default(0),
})
