import type { Person } from '@/lib/accounts/schema'
import { reduceConversation, reduceConversations } from '@/lib/conversations/reducers'
import type { Conversation } from '@/lib/conversations/schema'
import { reduceBlocked, reduceFriends, reduceRequests, reduceSuggestions } from '@/lib/friends/reducers'
import type { BlockedPerson, Friend, Suggestion } from '@/lib/friends/schema'
import { reduceMessages } from '@/lib/messages/reducers'
import { reduceDrafts } from '@/lib/messages/reducers-drafts'
import { reduceQuoted } from '@/lib/messages/reducers-quoted'
import type { Draft, Message } from '@/lib/messages/schema'
import { reduceNotifications } from '@/lib/notifications/reducers'
import type { Notification } from '@/lib/notifications/schema'
import { type Pages, type ReducerResult, STALE } from '@/lib/pages'
import { reduceMutual, reducePeople, reduceProfile } from '@/lib/people/reducers'
import type { PersonFound } from '@/lib/people/schema'
import { type OnlineState, reduceOnline } from '@/lib/presence/reducers'
import { reduceHits, reduceWindow } from '@/lib/search/reducers'
import type { SearchHit } from '@/lib/search/schema'
import type { LogEvent } from './registry'

/** The names under which the query cache keeps each kind of state. */
export const queryKeys = {
  me: ['me'],
  friends: ['friends'],
  friendsFound: (q: string) => ['friends', q],
  requests: (direction: 'incoming' | 'outgoing') => ['requests', direction],
  people: (q: string) => ['people', q],
  conversations: (q: string) => ['conversations', q],
  conversation: (id: string) => ['conversation', id],
  messages: (id: string) => ['messages', id],
  quoted: (conversationId: string, seq: number) => ['quoted', conversationId, seq],
  messagesAround: (id: string, seq: number) => ['messagesAround', id, seq],
  messagesFound: (query: Record<string, string>) => ['messagesFound', query],
  blocked: ['blocked'],
  profile: (id: string) => ['profile', id],
  mutual: (id: string) => ['mutual', id],
  suggestions: ['suggestions'],
  notifications: ['notifications'],
  /** Moved by the presence of friends too, which has no place in the log. */
  online: ['online'],
  sessions: ['sessions'],
  drafts: ['drafts'],
  invitations: ['invitations'],
} as const

/** Pours one event into the state kept under `key`. Applying an event twice, or to state that holds it already, changes nothing. */
export function applyEvent(
  key: readonly unknown[],
  data: unknown,
  event: LogEvent,
  viewerId: string,
): ReducerResult<unknown> {
  const [kind, detail] = key
  // Each cast names what the hook of that key fetches.
  switch (kind) {
    case 'me':
      return changesCounts(event, viewerId) ? STALE : data
    case 'friends':
      return reduceFriends(data as Pages<Friend>, event, detail !== undefined)
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
    case 'quoted':
      return reduceQuoted(data as Message | null, event)
    case 'messagesAround':
      return reduceWindow(data as Pages<Message>, event, String(detail))
    case 'messagesFound':
      return reduceHits(data as Pages<SearchHit>, event)
    case 'blocked':
      return reduceBlocked(data as Pages<BlockedPerson>, event)
    case 'profile':
      return reduceProfile(data, event, String(detail))
    case 'mutual':
      return reduceMutual(data as Pages<Person>, event, String(detail))
    case 'suggestions':
      return reduceSuggestions(data as Suggestion[], event, viewerId)
    case 'notifications':
      return reduceNotifications(data as Pages<Notification>, event)
    case 'invitations':
      return changesInvitations(event, viewerId) ? STALE : data
    case 'drafts':
      return reduceDrafts(data as Draft[], event)
    case 'online':
      return reduceOnline(data as OnlineState, event)
    case 'sessions':
      return event.type === 'session_revoked' ? STALE : data
    default:
      return data
  }
}

/** The badges are counted by the server: adding one here would count twice what a fetch already holds. */
function changesCounts(event: LogEvent, viewerId: string): boolean {
  switch (event.type) {
    case 'new_message':
      return 'gone' in event.data || event.data.message.senderId !== viewerId
    case 'profile_changed':
      return event.data.user.id === viewerId || !('username' in event.data.user) // What they did may be gone with them.
    case 'read_receipt':
    case 'delivered_receipt':
    case 'message_updated':
    case 'draft_changed':
    case 'friend_removed':
      return false
    case 'message_hidden':
    case 'blocks_changed':
    case 'notification':
    case 'notifications_read':
    case 'settings_changed':
    case 'session_revoked':
    case 'friend_request':
    case 'friend_request_removed':
    case 'friend_accepted':
    case 'conversation_read':
      return true
  }
}

/** The owner has made or ended one elsewhere, or somebody may have come by one. */
const changesInvitations = (event: LogEvent, viewerId: string) =>
  event.type === 'settings_changed' ||
  (event.type === 'friend_request' && event.data.toUser.id === viewerId) ||
  (event.type === 'friend_accepted' && event.data.by !== viewerId)

/** What to do with an event of this number: it is old, it is next, or something before it is missing. */
export function classifySeq(cursor: number, seq: number): 'drop' | 'apply' | 'hold' {
  if (seq <= cursor) return 'drop'
  return seq === cursor + 1 ? 'apply' : 'hold'
}
