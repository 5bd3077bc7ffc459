import type { PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'
import type { Message, WindowPage } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'

/** Number of messages loaded on each side of a given seq. */
const PAGE_RADIUS = '25'

/** The history of a conversation from the newest message back. */
export const historyQuery = (conversationId: string): PagedQuery => ({
  key: queries.messages.key(conversationId),
  path: `/api/messages/${conversationId}`,
  query: {},
  cursorName: 'before',
})

/** The messages around a seq: two parts of the history, joined by `joinAround`. */
export const aroundQuery = (conversationId: string, at: number) => ({
  key: queries.messagesAround.key(conversationId, at),
  older: { before: String(at + 1), limit: PAGE_RADIUS },
  newer: { after: String(at), limit: PAGE_RADIUS },
})

export const joinAround = (older: Page<Message>, newer: Page<Message>): WindowPage => ({
  items: [...older.items, ...newer.items],
  nextCursor: older.nextCursor,
  newerCursor: newer.nextCursor,
})
