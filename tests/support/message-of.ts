import type { Message } from '@/lib/messages/schema'

/** Returns a message of Bob in the conversation `c1`, for tests of reducers. */
export const messageOf = (seq: number, fields: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversationId: 'c1',
  seq,
  senderId: 'bob',
  clientId: `k${seq}`,
  kind: 'text',
  body: `message ${seq}`,
  createdAt: new Date(1_700_000_000_000 + seq * 1000).toISOString(),
  replyTo: null,
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
  ...fields,
})
