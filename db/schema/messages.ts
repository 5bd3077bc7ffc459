import { bigint, foreignKey, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { conversationMembers } from './conversation-members'

export const messages = pgTable(
  'messages',
  {
    id: uuid().notNull(),
    conversationId: uuid().notNull(),
    /** 1, 2, 3 … without a gap within the conversation. */
    seq: bigint({ mode: 'number' }).notNull(),
    senderId: uuid().notNull(),
    /** The sender's own name for this send: a repeat of it is the same message, for ever. */
    clientId: uuid().notNull(),
    kind: text({ enum: ['text'] })
      .notNull()
      .default('text'),
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The message of the same conversation that this one answers. */
    replyToSeq: bigint({ mode: 'number' }),
    editedAt: timestamp({ withTimezone: true }),
    /** Set when the sender took it back from everybody; the body is then empty. */
    retractedAt: timestamp({ withTimezone: true }),
    /** The conversation's modification number at this message's last change; 0 for one never changed. */
    modSeq: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    unique('messages_one_per_client_id').on(t.senderId, t.clientId),
    // One check promises both: the conversation exists, and its sender belongs to it.
    foreignKey({
      name: 'messages_sender_is_member',
      columns: [t.conversationId, t.senderId],
      foreignColumns: [conversationMembers.conversationId, conversationMembers.userId],
    }),
  ],
)
