import type { Message } from './schema'

/** A message as it is stored, with the pair of its conversation. */
export interface MessageRow extends Omit<Message, 'createdAt'> {
  createdAt: Date
  lowId: string | null
  highId: string | null
}

/** The message as it crosses the wire. */
export const messageView = (row: Omit<Message, 'createdAt'> & { createdAt: Date }): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  seq: row.seq,
  senderId: row.senderId,
  clientId: row.clientId,
  kind: row.kind,
  body: row.body,
  createdAt: row.createdAt.toISOString(),
})
