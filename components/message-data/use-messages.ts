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
export type DisplayMessage = Message & MessageState

/** Whether the server has the message with its newest text, and for the viewer's own, how far it has come. */
export type MessageState =
  | { state: 'stored' }
  /** It has reached a device of the peer. */
  | { state: 'delivered' }
  /** The peer has read it. */
  | { state: 'read' }
  | ({ state: 'queued' | 'sending' } & UnsentState)
  | ({ state: 'failed'; fault?: string } & UnsentState)

interface UnsentState {
  /** An earlier attempt may have stored it. */
  mayBeSent: boolean
  /** It will be lost when the tab is closed. */
  inTabOnly: boolean
}

/** Returns whether the message is being sent, or waits for it. */
export const isBeingSent = ({ state }: MessageState): boolean => state === 'queued' || state === 'sending'

/** Returns whether the message is unsent, but an earlier attempt may have stored it. */
export const mayBeSent = (message: MessageState): boolean => 'mayBeSent' in message && message.mayBeSent

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
  state: stateOf(message, conversation),
})

function stateOf({ seq }: Message, conversation: Conversation | undefined): 'stored' | 'delivered' | 'read' {
  if (seq <= (conversation?.peerReadSeq ?? 0)) return 'read'
  return seq <= (conversation?.peerDeliveredSeq ?? 0) ? 'delivered' : 'stored'
}

/** Returns a stored message with the author's pending edit or cancellation from the outbox applied. */
function withPendingEdit(message: DisplayMessage, unsent: readonly OutboxItem[]): DisplayMessage {
  const pending = unsent.find(({ clientId }) => clientId === message.clientId)
  if (pending?.withdrawn) return retracted(message)
  if (!pending?.rewritten) return message
  // The message itself is stored, so it is not lost with the tab.
  return { ...message, body: pending.body, ...unsentState({ ...pending, inTabOnly: false }) }
}

/** Prevents an unsent message from having an earlier time than the last stored one, as with a wrong device clock. */
const notBefore = (last: Message | undefined, message: DisplayMessage): DisplayMessage =>
  last && message.createdAt < last.createdAt ? { ...message, createdAt: last.createdAt } : message

const displayUnsent = (
  { clientId, conversationId, body, replyTo, createdAt, ...sending }: OutboxItem,
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
  ...unsentState(sending),
})

type Sending = Pick<OutboxItem, 'state' | 'fault' | 'tried' | 'inTabOnly'>

function unsentState({ state, fault, tried, inTabOnly }: Sending): MessageState {
  const unsent = { mayBeSent: tried, inTabOnly }
  if (state !== 'failed') return { state, ...unsent }
  return { state, ...unsent, ...(fault === undefined ? {} : { fault }) }
}
