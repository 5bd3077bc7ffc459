import type { LogEvent } from '@/lib/events/registry'
import { type ReducerResult, STALE } from '@/lib/pages'
import type { UnreadConversation } from './schema'

type List = readonly UnreadConversation[]

/** Returns the sum of the unread messages. */
export const totalUnread = (list: List) => list.reduce((sum, { unread }) => sum + unread, 0)

/**
 * Reduces the unread counts of the viewer's conversations. Counts move by seq, so an event that the counts hold already
 * changes nothing. STALE where only the server knows the count.
 */
export function reduceUnread(list: List, event: LogEvent, viewerId: string): ReducerResult<List> {
  switch (event.type) {
    case 'new_message':
      return 'gone' in event.data ? STALE : afterMessage(list, event.data.message, viewerId)
    case 'conversation_read':
      return afterReading(list, event.data)
    case 'message_hidden': {
      const { conversationId, seq } = event.data
      const known = find(list, conversationId)
      return known && seq <= known.lastReadSeq ? list : STALE
    }
    default:
      return list
  }
}

interface Received {
  conversationId: string
  seq: number
  senderId: string
}

function afterMessage(list: List, { conversationId, seq, senderId }: Received, viewerId: string): ReducerResult<List> {
  const known = find(list, conversationId) ?? (seq === 1 ? emptyOf(conversationId) : undefined)
  if (!known) return senderId === viewerId ? list : STALE
  if (seq <= known.lastSeq) return list
  if (seq > known.lastSeq + 1) return STALE
  const counts = senderId !== viewerId && seq > known.lastReadSeq
  return withConversation(list, {
    ...known,
    lastSeq: seq,
    unread: known.unread + (counts ? 1 : 0),
  })
}

function afterReading(list: List, read: { conversationId: string; lastReadSeq: number; unread: number }): List {
  const { conversationId, lastReadSeq, unread } = read
  const known = find(list, conversationId)
  if (known && lastReadSeq <= known.lastReadSeq) return list
  const lastSeq = Math.max(known?.lastSeq ?? 0, lastReadSeq)
  return withConversation(list, { conversationId, lastSeq, lastReadSeq, unread })
}

const find = (list: List, id: string) => list.find(({ conversationId }) => conversationId === id)
const emptyOf = (conversationId: string) => ({ conversationId, lastSeq: 0, lastReadSeq: 0, unread: 0 })
const withConversation = (list: List, next: UnreadConversation): List => [
  ...list.filter(({ conversationId }) => conversationId !== next.conversationId),
  next,
]
