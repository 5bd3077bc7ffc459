import type { PersonFound } from '@/lib/accounts/schema'
import type { Pages, Reduced } from '@/lib/cache'
import { STALE } from '@/lib/cache'
import { reduceFriends, reducePeople, reduceRequests } from '@/lib/friends/cache'
import type { Friend } from '@/lib/friends/schema'
import { reduceConversation, reduceConversations, reduceMessages } from '@/lib/messages/cache'
import type { Conversation, Message } from '@/lib/messages/schema'
import type { LogEvent } from './catalogue'

/** The names under which the query cache keeps each kind of state. */
export const keys = {
  me: ['me'],
  friends: ['friends'],
  requests: (direction: 'incoming' | 'outgoing') => ['requests', direction],
  people: (q: string) => ['people', q],
  conversations: (q: string) => ['conversations', q],
  conversation: (id: string) => ['conversation', id],
  messages: (id: string) => ['messages', id],
} as const

/** Pours one event into the state kept under `key`. Applying an event twice, or to state that holds it already, changes nothing. */
export function reduceState(
  key: readonly unknown[],
  data: unknown,
  event: LogEvent,
  viewerId: string,
): Reduced<unknown> {
  const [kind, detail] = key
  // Each cast names what the hook of that key fetches.
  switch (kind) {
    case 'me':
      return movesCounts(event, viewerId) ? STALE : data
    case 'friends':
      return reduceFriends(data as Pages<Friend>, event)
    case 'requests':
      return reduceRequests(data as Pages<Friend>, event, detail === 'incoming' ? 'incoming' : 'outgoing', viewerId)
    case 'people':
      return reducePeople(data as PersonFound[], event, viewerId)
    case 'conversations':
      return reduceConversations(data as Pages<Conversation>, event, viewerId, detail !== '')
    case 'conversation':
      return reduceConversation(data as Conversation, event, viewerId)
    case 'messages':
      return reduceMessages(data as Pages<Message>, event, String(detail))
    default:
      return data
  }
}

/** The badges are counted by the server: adding one here would count twice what a fetch already holds. */
function movesCounts(event: LogEvent, viewerId: string): boolean {
  switch (event.type) {
    case 'new_message':
      return 'gone' in event.data || event.data.message.senderId !== viewerId
    case 'read_receipt':
      return false
    case 'friend_request':
    case 'friend_request_removed':
    case 'friend_accepted':
    case 'conversation_read':
      return true
  }
}

/** What to do with an event of this number: it is old, it is next, or something before it is missing. */
export function placeInLog(cursor: number, seq: number): 'drop' | 'apply' | 'hold' {
  if (seq <= cursor) return 'drop'
  return seq === cursor + 1 ? 'apply' : 'hold'
}
