'use client'

import { useSyncExternalStore } from 'react'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { useOutbox } from '@/components/outbox/outbox-context'
import type { OutboxItem } from '@/components/outbox/types'
import { useMe } from '@/components/sync/use-me'
import { usePagedQuery } from '@/components/sync/use-pages'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import { applyOptimisticChanges, optimisticChanges } from './optimistic-changes'
import { useMessagesAround } from './use-messages-around'

/** A message as shown to the viewer. One of their own that is not stored yet has seq 0 and is at the end. */
export interface DisplayMessage extends Message {
  sending: 'stored' | 'sending' | 'queued' | 'failed'
  fault?: string
  /** The message is unsent, but an earlier attempt may have stored it. */
  mayBeSent?: boolean
  /** The message is unsent and will be lost when the tab is closed. */
  inTabOnly?: boolean
  /** The message has reached a device of the peer. */
  delivered: boolean
  /** The peer has read the message. */
  read: boolean
}

const NO_ITEMS: readonly OutboxItem[] = []
const NO_CHANGES: ReturnType<typeof optimisticChanges.entries> = []

/** A conversation's messages, oldest first, the viewer's unsent ones at the end; with `at` those around that seq. */
export function useMessages(id: string, at?: number) {
  const { user } = useMe()
  const outbox = useOutbox()
  const { conversation } = useConversation(id)
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.unsent, () => NO_ITEMS)
  const changes = useSyncExternalStore(optimisticChanges.subscribe, optimisticChanges.entries, () => NO_CHANGES)
  const newest = usePagedQuery<Message>(queries.messages.key(id), `/api/messages/${id}`, {}, 'before')
  const around = useMessagesAround(id, at)
  const { pages, state, hasMore, loadingMore, loadMore, retry } = at === undefined ? newest : around
  const hasNewer = at !== undefined && around.hasNewer
  const stored = [...pages].reverse().flatMap(({ items }) => items)
  const isOwn = ({ senderId }: Message) => senderId === user.id
  const known = new Set(stored.filter(isOwn).map(({ clientId }) => clientId))
  const own = unsent.filter(({ conversationId }) => conversationId === id)
  const waiting = own.filter(({ clientId, withdrawn }) => !withdrawn && !known.has(clientId))
  const messages: DisplayMessage[] = [
    ...applyOptimisticChanges(
      stored.map((message) => withPendingEdit(displayStored(message, conversation), isOwn(message) ? own : NO_ITEMS)),
      changes,
    ),
    ...(hasNewer ? [] : waiting).map((message) => notBefore(stored.at(-1), displayUnsent(message, user.id))),
  ]
  return {
    messages,
    state,
    hasOlder: hasMore,
    loadingOlder: loadingMore,
    loadOlder: loadMore,
    /** Newer messages exist that are not loaded; the viewer's unsent messages are not included then. */
    hasNewer,
    loadNewer: around.loadNewer,
    unsentCount: waiting.length,
    retry,
  }
}

const displayStored = (message: Message, conversation: Conversation | undefined): DisplayMessage => ({
  ...message,
  sending: 'stored',
  delivered: message.seq <= (conversation?.peerDeliveredSeq ?? 0),
  read: message.seq <= (conversation?.peerReadSeq ?? 0),
})

/** Returns a stored message with the author's pending edit or cancellation from the outbox applied. */
function withPendingEdit(message: DisplayMessage, unsent: readonly OutboxItem[]): DisplayMessage {
  const pending = unsent.find(({ clientId }) => clientId === message.clientId)
  if (pending?.withdrawn) return retracted(message)
  return pending?.rewritten ? { ...message, body: pending.body, sending: pending.state } : message
}

/** Prevents an unsent message from having an earlier time than the last stored one, as with a wrong device clock. */
const notBefore = (last: Message | undefined, message: DisplayMessage): DisplayMessage =>
  last && message.createdAt < last.createdAt ? { ...message, createdAt: last.createdAt } : message

const displayUnsent = (
  { clientId, conversationId, body, replyTo, createdAt, state, fault, tried, inTabOnly }: OutboxItem,
  senderId: string,
): DisplayMessage => ({
  clientId,
  conversationId,
  body,
  replyTo,
  createdAt,
  id: clientId,
  seq: 0,
  senderId,
  kind: 'text',
  editedAt: null,
  retracted: false,
  reactions: [],
  modSeq: 0,
  sending: state,
  mayBeSent: tried,
  inTabOnly,
  delivered: false,
  read: false,
  ...(fault === undefined ? {} : { fault }),
})
