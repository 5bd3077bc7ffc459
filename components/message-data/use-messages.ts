'use client'

import { useSyncExternalStore } from 'react'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { useOutbox } from '@/components/outbox/outbox-context'
import type { OutboxItem } from '@/components/outbox/types'
import { useMe } from '@/components/sync/use-me'
import type { Conversation } from '@/lib/conversations/schema'
import { retracted } from '@/lib/messages/reducers'
import { ascending } from '@/lib/messages/reducers-window'
import type { Message } from '@/lib/messages/schema'
import { applyOptimisticChanges, optimisticChanges } from './optimistic-changes'
import { useMessageWindow } from './use-message-window'

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

/**
 * A conversation's loaded messages, oldest first, the viewer's unsent ones at the end: the newest, with `at` those around
 * that seq, or those that the viewer has scrolled to.
 */
export function useMessages(id: string, at?: number, jump = 0) {
  const { user } = useMe()
  const outbox = useOutbox()
  const { conversation } = useConversation(id)
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.unsent, () => NO_ITEMS)
  const changes = useSyncExternalStore(optimisticChanges.subscribe, optimisticChanges.entries, () => NO_CHANGES)
  const { pages, newestPages, hasNewer, ...window } = useMessageWindow(id, at, jump)
  const stored = ascending({ pages })
  const newest = ascending({ pages: newestPages })
  const isOwn = ({ senderId }: Message) => senderId === user.id
  const known = new Set([...stored, ...newest].filter(isOwn).map(({ clientId }) => clientId))
  const own = unsent.filter(({ conversationId }) => conversationId === id)
  const waiting = own.filter(({ clientId, withdrawn }) => !withdrawn && !known.has(clientId))
  const display = (messages: readonly Message[]) =>
    applyOptimisticChanges(
      messages.map((message) => withPendingEdit(displayStored(message, conversation), isOwn(message) ? own : NO_ITEMS)),
      changes,
    )
  const displayWaiting = (last: Message | undefined) =>
    waiting.map((message) => notBefore(last, displayUnsent(message, user.id)))
  return {
    ...window,
    messages: hasNewer ? display(stored) : [...display(stored), ...displayWaiting(stored.at(-1))],
    /** Newer messages exist that are not loaded; the viewer's unsent messages are not included then. */
    hasNewer,
    /** The newest stored messages, also while older ones are shown. */
    newest,
    /** The viewer's last message, stored or not, also while older ones are shown. */
    lastOwn: displayWaiting(newest.at(-1)).at(-1) ?? display(newest).findLast(isOwn),
    unsentCount: waiting.length,
  }
}

const displayed = new WeakMap<Message, DisplayMessage>()

/** Returns the same object for the same message in the same state, so that it is rendered once. */
function displayStored(message: Message, conversation: Conversation | undefined): DisplayMessage {
  const state = stateOf(message, conversation)
  const before = displayed.get(message)
  if (before?.state === state) return before
  const shown: DisplayMessage = { ...message, state }
  displayed.set(message, shown)
  return shown
}

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
