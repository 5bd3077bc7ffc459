import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { conversations } from './conversations'
import { seqRanges } from './seq-ranges'
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
    /** Seqs of the messages that the member may see: without end for a member, and with an end for a former one. */
    visible: seqRanges().notNull().default(sql`'{[1,)}'`),
    /** When a former member left; the row stays, because they keep what they could see. */
    leftAt: timestamp({ withTimezone: true }),
    lastReadSeq: bigint({ mode: 'number' }).notNull().default(0),
    /** Read position that the others can see. Does not move while the conversation is closed or read receipts are off. */
    shownReadSeq: bigint({ mode: 'number' }).notNull().default(0),
    deliveredSeq: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId] }),
    index().on(t.userId),
    check('conversation_members_see_new_messages', sql`(${t.leftAt} is null) = upper_inf(${t.visible})`),
  ],
)
