import { defineQuery } from '@/lib/events/define-query'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import { reduceHits, reduceWindow } from './reducers'
import type { SearchHit } from './schema'

/** The history around a message that a search or a reply led to. */
export const messagesAround = defineQuery<Pages<Message>, [conversationId: string, seq: number]>()(
  'messagesAround',
  (data, event, { params: [conversationId] }) => reduceWindow(data, event, conversationId),
)

export const messagesFound = defineQuery<Pages<SearchHit>, [query: Record<string, string>]>()(
  'messagesFound',
  reduceHits,
)
