import { defineStoredEvent, isInteger, isText } from '@/lib/events/define-event'

/** The owner has read a conversation up to a seq. */
export const conversationRead = defineStoredEvent<{ conversationId: string; lastReadSeq: number; unread: number }>()({
  type: 'conversation_read',
  guard: ({ conversationId, lastReadSeq, unread }) =>
    isText(conversationId) && isInteger(lastReadSeq) && isInteger(unread),
  changesCounts: false,
})

/** The peer has read the conversation up to a seq. */
export const readReceipt = defineStoredEvent<{ conversationId: string; userId: string; lastReadSeq: number }>()({
  type: 'read_receipt',
  guard: ({ conversationId, userId, lastReadSeq }) =>
    isText(conversationId) && isText(userId) && isInteger(lastReadSeq),
  changesCounts: false,
})

/** A device of the peer has received the conversation up to a seq. */
export const deliveredReceipt = defineStoredEvent<{ conversationId: string; userId: string; deliveredSeq: number }>()({
  type: 'delivered_receipt',
  guard: ({ conversationId, userId, deliveredSeq }) =>
    isText(conversationId) && isText(userId) && isInteger(deliveredSeq),
  changesCounts: false,
})
