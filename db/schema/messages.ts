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
    /** Idempotency key chosen by the sender's client: a send with a known one is always the same message. */
    clientId: uuid().notNull(),
    kind: text({ enum: ['text'] })
      .notNull()
      .default('text'),
    body: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Seq of the message in the same conversation that this one replies to. */
    replyToSeq: bigint({ mode: 'number' }),
    editedAt: timestamp({ withTimezone: true }),
    /** Set when the sender deleted the message for everyone; the body is then empty. */
    retractedAt: timestamp({ withTimezone: true }),
    /** Modification number of the conversation at the last change of this message; 0 when never changed. */
    modSeq: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.seq] }),
    unique('messages_one_per_client_id').on(t.senderId, t.clientId),
    // This key ensures both that the conversation exists and that the sender is its member.
    foreignKey({
      name: 'messages_sender_is_member',
      columns: [t.conversationId, t.senderId],
      foreignColumns: [conversationMembers.conversationId, conversationMembers.userId],
    }),
  ],
)
