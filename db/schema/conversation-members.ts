import { bigint, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { conversations } from './conversations'
import { users } from './users'

export const conversationMembers = pgTable(
  'conversation_members',
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    lastReadSeq: bigint({ mode: 'number' }).notNull().default(0),
    /** Read position that the peer can see. Does not move while the conversation is closed or read receipts are off. */
    shownReadSeq: bigint({ mode: 'number' }).notNull().default(0),
    deliveredSeq: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.userId] }), index().on(t.userId)],
)
