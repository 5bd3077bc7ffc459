import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceConversation, reduceConversations } from './reducers'
import type { Conversation } from './schema'

/** Found by the text `q`, or all with an empty one. */
export const conversations = defineQuery<Pages<Conversation>, [q: string]>()(
  'conversations',
  (data, event, { params: [q], viewerId }) => reduceConversations(data, event, viewerId, q !== ''),
)

export const conversation = defineQuery<Conversation, [id: string]>()('conversation', (data, event, { viewerId }) =>
  reduceConversation(data, event, viewerId),
)
