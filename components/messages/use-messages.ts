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

/** A message as the viewer sees it. One of their own that is not stored yet has seq 0 and stands last. */
export interface DisplayMessage extends Message {
  sending: 'stored' | 'sending' | 'queued' | 'failed'
  fault?: string
  /** An unsent one that an earlier try may have stored. */
  mayBeSent?: boolean
  /** An unsent one that is lost when the tab is closed. */
  inTabOnly?: boolean
  /** It has reached a device of the other person. */
  delivered: boolean
  /** The other person has read it. */
  read: boolean
}

const NOTHING: readonly OutboxItem[] = []
const NO_CHANGES: ReturnType<typeof optimisticChanges.entries> = []

/** The conversation's messages, oldest first, with the viewer's unsent ones at the end; with `at` those around that seq. */
export function useMessages(id: string, at?: number) {
  const { user } = useMe()
  const outbox = useOutbox()
  const { conversation } = useConversation(id)
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.unsent, () => NOTHING)
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
      stored.map((message) => withPendingEdit(displayStored(message, conversation), isOwn(message) ? own : NOTHING)),
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
    /** What follows is not loaded; the viewer's unsent messages are not among these then. */
    hasNewer,
    loadNewer: around.loadNewer,
    waiting: waiting.length,
    retry,
  }
}

const displayStored = (message: Message, conversation: Conversation | undefined): DisplayMessage => ({
  ...message,
  sending: 'stored',
  delivered: message.seq <= (conversation?.peerDeliveredSeq ?? 0),
  read: message.seq <= (conversation?.peerReadSeq ?? 0),
})

/** A message that is stored, but not yet with the words, or without them, as its writer wants it by now. */
function withPendingEdit(message: DisplayMessage, unsent: readonly OutboxItem[]): DisplayMessage {
  const wanted = unsent.find(({ clientId }) => clientId === message.clientId)
  if (wanted?.withdrawn) return retracted(message)
  return wanted?.rewritten ? { ...message, body: wanted.body, sending: wanted.state } : message
}

/** A device that could not ask the time may believe that what is written now is older than what stands above it. */
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
