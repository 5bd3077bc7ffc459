import { sql } from 'drizzle-orm'
import { bigint, boolean, check, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

export const conversations = pgTable(
  'conversations',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['direct'] })
      .notNull()
      .default('direct'),
    /** Seq of the newest message. Changed only under this row's lock, so that seqs have no gaps. */
    lastSeq: bigint({ mode: 'number' }).notNull().default(0),
    /** Counts changes of stored messages (as CONDSTORE, RFC 7162): a client asks for changes above the one it has. */
    modSeq: bigint({ mode: 'number' }).notNull().default(0),
    lastMessageAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** True when messages may be sent. Every send checks it on the locked row. */
    open: boolean().notNull().default(true),
    /**
     * Counts changes of `conversation_members` that decide what a member may do. A send reads its members before it
     * waits for the lock of this row; an equal version on the locked row proves that they are still the same.
     */
    memberVersion: bigint({ mode: 'number' }).notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [check('conversations_kind_known', sql`${t.kind} in ('direct')`)],
)

/** The conversation of each pair of users that has one. */
export const directConversations = pgTable(
  'direct_conversations',
  {
    lowId: uuid()
      .notNull()
      .references(() => users.id),
    highId: uuid()
      .notNull()
      .references(() => users.id),
    conversationId: uuid()
      .notNull()
      .unique()
      .references(() => conversations.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.lowId, t.highId] }),
    check('direct_conversations_pair_is_ordered', sql`${t.lowId} < ${t.highId}`),
  ],
)
