import type { Message } from './schema'

/** A message as it is stored in the database. */
export interface StoredMessage extends Omit<Message, 'createdAt' | 'replyTo' | 'editedAt' | 'retracted' | 'reactions'> {
  createdAt: Date
  replyToSeq: number | null
  editedAt: Date | null
  retractedAt: Date | null
  reactions: { userId: string; emoji: string }[] | null
}

/** Converts a stored message to the form that clients receive. */
export const messageView = (row: StoredMessage): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  seq: row.seq,
  senderId: row.senderId,
  clientId: row.clientId,
  kind: row.kind,
  body: row.body,
  createdAt: row.createdAt.toISOString(),
  replyTo: row.replyToSeq,
  editedAt: row.editedAt?.toISOString() ?? null,
  retracted: row.retractedAt !== null,
  reactions: row.reactions ?? [],
  modSeq: row.modSeq,
})
