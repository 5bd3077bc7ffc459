import { defineQuery } from '@/lib/events/define-query'
import type { Pages } from '@/lib/pages'
import { reduceBlocked, reduceFriends, reduceRequests, reduceSuggestions } from './reducers'
import type { BlockedPerson, Friend, Suggestion } from './schema'

/** With `q`, the friends found by that text. */
export const friends = defineQuery<Pages<Friend>, [q?: string]>()('friends', (data, event, { params: [q] }) =>
  reduceFriends(data, event, q !== undefined),
)

export const requests = defineQuery<Pages<Friend>, [direction: 'incoming' | 'outgoing']>()(
  'requests',
  (data, event, { params: [direction], viewerId }) => reduceRequests(data, event, direction, viewerId),
)

export const blocked = defineQuery<Pages<BlockedPerson>>()('blocked', reduceBlocked)

export const suggestions = defineQuery<Suggestion[]>()('suggestions', (data, event, { viewerId }) =>
  reduceSuggestions(data, event, viewerId),
)
