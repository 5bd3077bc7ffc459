import type { QueryClient } from '@tanstack/react-query'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import { holdTabAliveLock, runInOneTab, TAB_ID } from '@/components/offline/tabs'
import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import { queries } from '@/lib/events/apply-event'
import { withMessage, withNewerMessage } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import { newClientId } from './new-client-id'
import { createOutboxStore } from './outbox-store'
import type { EditChannel, PendingEdit } from './pending-edits-channel'
import { deliverMessage, type SendOutcome } from './send-message'
import { createSendScheduler } from './send-scheduler'
import type { OutboxItem } from './types'
import { warnBeforeUnload } from './warn-before-unload'

export interface Outbox {
  send(conversationId: string, body: string, options?: { replyTo?: number | null }): void
  retry(clientId: string): void
  /** Changes the text, and sends a refused message again. Returns false if the message has been stored meanwhile. */
  edit(clientId: string, body: string): boolean
  /** Cancels a message. Returns a function that undoes this, or undefined if the message has been stored meanwhile. */
  discard(clientId: string): (() => void) | undefined
  /** Returns the unsent messages of all conversations, oldest first; a new array after every change. */
  unsent(): readonly OutboxItem[]
  subscribe(listener: () => void): () => void
  start(): () => void
}

interface OutboxDeps {
  queryClient: QueryClient
  store: OutboxStorage
  /** Connects the outboxes of this user's tabs. */
  editChannel: EditChannel
  onStored(): void
}

/**
 * Sends messages in the order written within a conversation. Each has a clientId of its own, so that a repeat after a
 * lost response is harmless. A message is stored on the device before the first attempt and until the server has it, so
 * that it survives the tab. If the device cannot store it, it is sent all the same and marked `inTabOnly`. A refused
 * message becomes `failed` with the reason; after a network error it stays queued.
 */
export function createOutbox({ queryClient, store, editChannel, onStored }: OutboxDeps): Outbox {
  const strings = currentStrings()
  const list = createOutboxStore(store)
  const { find, put, remove } = list
  const scheduler = createSendScheduler((conversationId) => {
    const next = list.nextToSend(conversationId)
    if (next?.state === 'queued') void deliver(next)
  })

  const deliver = async (message: OutboxItem) => {
    const { clientId, conversationId } = message
    const trying = { ...message, state: 'sending', tried: true } as const
    await put(trying)
    const latest = () => find(clientId) ?? trying
    const outcome = await deliverMessage(latest)
    settle(latest(), outcome)
    if (outcome.kind === 'retry') scheduler.retryLater(conversationId, outcome.seconds)
    else scheduler.runNext(conversationId)
  }

  const settle = (message: OutboxItem, outcome: SendOutcome) => {
    if ('message' in outcome) addToCache(outcome.message)
    switch (outcome.kind) {
      case 'retry':
        return void put({ ...message, state: 'queued' })
      case 'refused': // The server has not stored the clientId of a refused message, so it can be used again.
        return void put({ ...message, state: 'failed', tried: false, fault: outcome.fault })
      case 'change refused':
        if (message.withdrawn) toast({ text: strings.messages.notWithdrawn(outcome.fault) })
        else void put(asNewMessage(message, newClientId(list.all()), strings.messages.sentBefore(outcome.fault)))
        return remove(message.clientId)
      case 'retracted':
        toast({ text: strings.messages.withdrawn })
        return remove(message.clientId)
      case 'stored':
      case 'not stored':
        return remove(message.clientId)
    }
  }

  const addToCache = (message: Message) => {
    queryClient.setQueryData<Pages<Message>>(
      queries.messages.key(message.conversationId),
      (pages) => pages && withNewerMessage(withMessage(pages, message), message),
    )
    onStored()
  }

  const sendAgain = ({ fault: _, ...message }: OutboxItem) =>
    void put({ ...message, state: 'queued' }).then(() => scheduler.runNow(message.conversationId))

  const undoDiscard = (message: OutboxItem) => {
    const current = find(message.clientId)
    if (current)
      void put({ ...current, withdrawn: false }) // It may be in flight, and must not be sent in parallel.
    else if (message.state === 'failed') void put(message)
    else sendAgain(message)
  }

  const applyEdit = ({ clientId, body }: PendingEdit): OutboxItem | undefined => {
    const message = find(clientId)
    if (!message) return undefined
    if (body === null && message.tried) void put({ ...message, withdrawn: true })
    else if (body === null) remove(clientId)
    else if (message.state === 'failed') sendAgain({ ...message, body, rewritten: true })
    else void put({ ...message, body, rewritten: true })
    return message
  }
  const applyEditInAllTabs = (edit: PendingEdit) => {
    const message = applyEdit(edit)
    if (message) editChannel.publish(edit)
    return message
  }

  /** Takes over the unsent messages of closed tabs, in the order written. */
  const adopt = () =>
    runInOneTab(async (isClosed) => {
      const left = (await store.listUnsent()).filter(({ tabId, clientId }) => isClosed(tabId) && !find(clientId))
      const stateOf = ({ fault }: StoredOutboxItem) => (fault === undefined ? 'queued' : 'failed')
      await Promise.all(
        left.map((message) => put({ ...message, tabId: TAB_ID, state: stateOf(message), inTabOnly: false })),
      )
      for (const { conversationId } of left) scheduler.runIfIdle(conversationId)
    }).catch(() => {}) // The page is being unloaded.

  return {
    send(conversationId, body, { replyTo = null } = {}) {
      const identity = newClientId(list.all())
      const message = { ...identity, conversationId, body, replyTo, tabId: TAB_ID, tried: false }
      void put({ ...message, state: 'queued', inTabOnly: false }).then(() => scheduler.runIfIdle(conversationId))
    },
    retry(clientId) {
      const message = find(clientId)
      if (message?.state === 'failed') sendAgain(message)
    },
    edit: (clientId, body) => applyEditInAllTabs({ clientId, body }) !== undefined,
    discard(clientId) {
      const message = applyEditInAllTabs({ clientId, body: null })
      return message && (() => undoDiscard(message))
    },
    unsent: list.all,
    subscribe: list.subscribe,
    start() {
      holdTabAliveLock()
      void adopt()
      const listening = new AbortController()
      const resumeAll = () => {
        scheduler.runAllNow()
        void adopt()
      }
      const onVisible = () => document.visibilityState === 'visible' && void adopt()
      addEventListener('online', resumeAll, listening)
      document.addEventListener('visibilitychange', onVisible, listening)
      const unsubscribe = editChannel.subscribe(applyEdit)
      const stopWarning = warnBeforeUnload(list)
      return () => {
        listening.abort()
        stopWarning()
        unsubscribe()
      }
    },
  }
}

/** Returns a refused edit as a failed message of its own, which its author can send or discard. */
const asNewMessage = (
  { rewritten: _, ...message }: OutboxItem,
  identity: ReturnType<typeof newClientId>,
  fault: string,
): OutboxItem => ({
  ...message,
  ...identity,
  tried: false,
  state: 'failed',
  fault,
})
