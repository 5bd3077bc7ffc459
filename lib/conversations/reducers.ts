import type { Person } from '@/lib/accounts/schema'
import type { LogEvent } from '@/lib/events/registry'
import { messagePosition } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { itemsOf, mapItems, type Pages, type ReducerResult, STALE, withItem } from '@/lib/pages'
import type { Conversation } from './schema'

type ConversationList = Pages<Conversation>

const newestFirst = (a: Conversation, b: Conversation) => (sortKey(a) < sortKey(b) ? 1 : -1)

/** Returns the key by which the server sorts: time of the newest message, then id. */
const sortKey = ({ lastMessageAt, id }: Conversation) => `${lastMessageAt}~${id}`

/** Reduces one conversation. */
export function reduceConversation(
  conversation: Conversation,
  event: LogEvent,
  viewerId: string,
): ReducerResult<Conversation> {
  switch (event.type) {
    case 'new_message': {
      if (messagePosition(event.data).conversationId !== conversation.id) return conversation
      return 'gone' in event.data ? STALE : afterMessage(conversation, event.data.message, viewerId)
    }
    case 'message_updated':
      if (messagePosition(event.data).conversationId !== conversation.id) return conversation
      return 'gone' in event.data ? STALE : afterChange(conversation, event.data.message) // The number of changes is unknown.
    case 'message_hidden':
      return event.data.conversationId === conversation.id ? afterHiding(conversation, event.data.seq) : conversation
    case 'delivered_receipt': {
      const { conversationId, deliveredSeq } = event.data
      const newer = conversationId === conversation.id && deliveredSeq > conversation.peerDeliveredSeq
      return newer ? { ...conversation, peerDeliveredSeq: deliveredSeq } : conversation
    }
    case 'conversation_read':
      return event.data.conversationId === conversation.id ? afterReading(conversation, event.data) : conversation
    case 'read_receipt': {
      const { conversationId, lastReadSeq } = event.data
      const newer = conversationId === conversation.id && lastReadSeq > conversation.peerReadSeq
      return newer ? { ...conversation, peerReadSeq: lastReadSeq } : conversation
    }
    case 'friend_accepted':
      return event.data.fromUser.id === conversation.peer.id ? { ...conversation, open: true } : conversation
    case 'friend_removed':
      return event.data.userId === conversation.peer.id ? { ...conversation, open: false } : conversation
    case 'blocks_changed':
      if (event.data.userId !== conversation.peer.id) return conversation
      return event.data.blocked ? withoutPicture(conversation) : STALE
    case 'profile_changed': {
      const { user } = event.data
      if (user.id !== conversation.peer.id) return conversation
      return 'username' in user ? { ...conversation, peer: user } : withoutPicture(conversation)
    }
    default:
      return conversation
  }
}

/** Reduces the viewer's conversations, newest message first. `filtered` lists get no new conversations. */
export function reduceConversations(
  list: ConversationList,
  event: LogEvent,
  viewerId: string,
  filtered: boolean,
): ReducerResult<ConversationList> {
  const known = findAffected(list, event)
  if (!known) return filtered ? list : withNewConversation(list, event, viewerId)
  const next = reduceConversation(known, event, viewerId)
  if (next === STALE) return STALE
  if (next === known) return list
  return next.lastSeq === known.lastSeq ? replaced(list, next) : withItem(list, next, newestFirst)
}

const replaced = (list: ConversationList, next: Conversation) =>
  mapItems(list, (items) => items.map((item) => (item.id === next.id ? next : item)))

/** Returns the conversation after a newer message, or STALE when messages in between are missing. */
function afterMessage(conversation: Conversation, message: Message, viewerId: string): ReducerResult<Conversation> {
  if (message.seq <= conversation.lastSeq) return conversation
  if (message.seq > conversation.lastSeq + 1) return STALE
  const theirs = message.senderId !== viewerId && message.seq > conversation.lastReadSeq
  return {
    ...conversation,
    lastMessage: message,
    lastMessageAt: message.createdAt,
    lastSeq: message.seq,
    unread: conversation.unread + (theirs ? 1 : 0), // Counted once: a second time, lastSeq is not below it.
  }
}

/** Returns the conversation after a message was edited, retracted or reacted to. */
const afterChange = (conversation: Conversation, message: Message): Conversation => ({
  ...conversation,
  modSeq: Math.max(conversation.modSeq, message.modSeq),
  lastMessage:
    conversation.lastMessage?.seq === message.seq && conversation.lastMessage.modSeq < message.modSeq
      ? message
      : conversation.lastMessage,
})

/** Returns STALE when the hidden message was unread or the last one, because only the server knows what follows. */
const afterHiding = (conversation: Conversation, seq: number): ReducerResult<Conversation> =>
  conversation.lastMessage?.seq === seq || seq > conversation.lastReadSeq ? STALE : conversation

/** Removes the picture of a peer who may not be seen any more; the name stays. */
const withoutPicture = (conversation: Conversation): Conversation => ({
  ...conversation,
  peer: { ...conversation.peer, pictureId: null },
})

/** Moves the viewer's read position forward, never back. */
function afterReading(conversation: Conversation, read: { lastReadSeq: number; unread: number }): Conversation {
  if (read.lastReadSeq <= conversation.lastReadSeq) return conversation
  return { ...conversation, lastReadSeq: read.lastReadSeq, unread: read.unread }
}

function findAffected(list: ConversationList, event: LogEvent): Conversation | undefined {
  const items = itemsOf(list)
  switch (event.type) {
    case 'new_message':
      return items.find(({ id }) => id === messagePosition(event.data).conversationId)
    case 'message_updated':
      return items.find(({ id }) => id === messagePosition(event.data).conversationId)
    case 'message_hidden':
    case 'delivered_receipt':
    case 'conversation_read':
    case 'read_receipt':
      return items.find(({ id }) => id === event.data.conversationId)
    case 'friend_accepted':
      return items.find(({ peer }) => peer.id === event.data.fromUser.id)
    case 'friend_removed':
    case 'blocks_changed':
      return items.find(({ peer }) => peer.id === event.data.userId)
    case 'profile_changed':
      return items.find(({ peer }) => peer.id === event.data.user.id)
    default:
      return undefined
  }
}

/** Adds a conversation with its first message. STALE for one that is on a page not loaded yet. */
function withNewConversation(
  list: ConversationList,
  event: LogEvent,
  viewerId: string,
): ReducerResult<ConversationList> {
  if (event.type !== 'new_message') return list
  if ('gone' in event.data || event.data.message.seq > 1) return STALE
  return withItem(list, firstOf(event.data.message, event.data.peer, viewerId), newestFirst)
}

const firstOf = (message: Message, peer: Person, viewerId: string): Conversation => ({
  id: message.conversationId,
  peer,
  lastMessage: message,
  lastMessageAt: message.createdAt,
  lastSeq: message.seq,
  modSeq: 0,
  peerDeliveredSeq: 0,
  lastReadSeq: 0,
  unread: message.senderId === viewerId ? 0 : 1,
  peerReadSeq: 0,
  open: true,
})
