'use client'

import { useSyncExternalStore } from 'react'
import { useClient } from '@/components/providers/app-providers'
import { useMe } from '@/components/providers/use-me'
import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Conversation, Message } from '@/lib/messages/schema'
import type { Unsent } from './outbox'
import { pendingChanges, retracted, withChanges } from './pending-changes'
import { useConversation } from './use-conversation'
import { useMessagesAround } from './use-messages-around'

/** A message as the viewer sees it. One of their own that is not stored yet has seq 0 and stands last. */
export interface ShownMessage extends Message {
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

const NOTHING: readonly Unsent[] = []
const NO_CHANGES: ReturnType<typeof pendingChanges.entries> = []

/** The conversation's messages, oldest first, with the viewer's unsent ones at the end; with `at` those around that seq. */
export function useMessages(id: string, at?: number) {
  const { user } = useMe()
  const { outbox } = useClient()
  const { conversation } = useConversation(id)
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.unsent, () => NOTHING)
  const changes = useSyncExternalStore(pendingChanges.subscribe, pendingChanges.entries, () => NO_CHANGES)
  const newest = usePages<Message>(keys.messages(id), `/api/messages/${id}`, {}, 'before')
  const around = useMessagesAround(id, at)
  const { pages, state, hasMore, loadingMore, loadMore, retry } = at === undefined ? newest : around
  const hasNewer = at !== undefined && around.hasNewer
  const stored = [...pages].reverse().flatMap(({ items }) => items)
  const isOwn = ({ senderId }: Message) => senderId === user.id
  const known = new Set(stored.filter(isOwn).map(({ clientId }) => clientId))
  const own = unsent.filter(({ conversationId }) => conversationId === id)
  const waiting = own.filter(({ clientId, withdrawn }) => !withdrawn && !known.has(clientId))
  const messages: ShownMessage[] = [
    ...withChanges(
      stored.map((message) => asWanted(shownStored(message, conversation), isOwn(message) ? own : NOTHING)),
      changes,
    ),
    ...(hasNewer ? [] : waiting).map((message) => notBefore(stored.at(-1), shownUnsent(message, user.id))),
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

const shownStored = (message: Message, conversation: Conversation | undefined): ShownMessage => ({
  ...message,
  sending: 'stored',
  delivered: message.seq <= (conversation?.peerDeliveredSeq ?? 0),
  read: message.seq <= (conversation?.peerReadSeq ?? 0),
})

/** A message that is stored, but not yet with the words, or without them, as its writer wants it by now. */
function asWanted(message: ShownMessage, unsent: readonly Unsent[]): ShownMessage {
  const wanted = unsent.find(({ clientId }) => clientId === message.clientId)
  if (wanted?.withdrawn) return retracted(message)
  return wanted?.rewritten ? { ...message, body: wanted.body, sending: wanted.state } : message
}

/** A device that could not ask the time may believe that what is written now is older than what stands above it. */
const notBefore = (last: Message | undefined, message: ShownMessage): ShownMessage =>
  last && message.createdAt < last.createdAt ? { ...message, createdAt: last.createdAt } : message

const shownUnsent = (
  { clientId, conversationId, body, replyTo, createdAt, state, fault, tried, inTabOnly }: Unsent,
  senderId: string,
): ShownMessage => ({
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
