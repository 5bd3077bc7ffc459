import type { QueryClient } from '@tanstack/react-query'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import { holdTabAliveLock, TAB_ID, withTabs } from '@/components/offline/tabs'
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
  /**
   * Changes the text, and sends it again when it had failed. False when it is not in the outbox any more, because it is
   * stored.
   */
  edit(clientId: string, body: string): boolean
  /** Cancels the message. Returns a function that restores it, or undefined when it is not in the outbox any more. */
  discard(clientId: string): (() => void) | undefined
  /** Returns the unsent messages of all conversations, oldest first; a new array after every change. */
  unsent(): readonly OutboxItem[]
  subscribe(listener: () => void): () => void
  start(): () => void
}

interface OutboxDeps {
  queryClient: QueryClient
  store: OutboxStorage
  wishes: EditChannel
  onStored(): void
}

/**
 * Sends messages in order within a conversation, each with its own clientId, so that a repeat after a lost response is
 * harmless. Every message is stored on the device before the first attempt and until the server has it, so that it
 * survives the tab; where the device cannot store it, it is sent all the same and says so while it waits. A refused
 * message keeps its text and the reason; without a network messages wait.
 */
export function createOutbox({ queryClient, store, wishes, onStored }: OutboxDeps): Outbox {
  const strings = currentStrings()
  const list = createOutboxStore(store)
  const { find, put, drop } = list
  const scheduler = createSendScheduler((conversationId) => {
    const next = list.next(conversationId)
    if (next?.state === 'queued') void deliver(next)
  })

  const deliver = async (message: OutboxItem) => {
    const { clientId, conversationId } = message
    const trying = { ...message, state: 'sending', tried: true } as const
    await put(trying)
    const wanted = () => find(clientId) ?? trying
    const outcome = await deliverMessage(wanted)
    settle(wanted(), outcome)
    if (outcome.kind === 'waiting') scheduler.wait(conversationId, outcome.seconds)
    else scheduler.answered(conversationId)
  }

  const settle = (message: OutboxItem, outcome: SendOutcome) => {
    if ('message' in outcome) show(outcome.message)
    switch (outcome.kind) {
      case 'waiting':
        return void put({ ...message, state: 'queued' })
      case 'refused': // The clientId of a refused send was not stored.
        return void put({ ...message, state: 'failed', tried: false, fault: outcome.fault })
      case 'stays':
        if (message.withdrawn) toast({ text: strings.messages.notWithdrawn(outcome.fault) })
        else void put(asNew(message, newClientId(list.all()), strings.messages.sentBefore(outcome.fault)))
        return drop(message.clientId)
      case 'withdrawn':
        toast({ text: strings.messages.withdrawn })
        return drop(message.clientId)
      case 'stored':
      case 'never sent':
        return drop(message.clientId)
    }
  }

  const show = (message: Message) => {
    queryClient.setQueryData<Pages<Message>>(
      queries.messages.key(message.conversationId),
      (pages) => pages && withNewerMessage(withMessage(pages, message), message),
    )
    onStored()
  }

  const again = ({ fault: _, ...message }: OutboxItem) =>
    void put({ ...message, state: 'queued' }).then(() => scheduler.now(message.conversationId))

  const putBack = (message: OutboxItem) => {
    const here = find(message.clientId)
    if (here)
      void put({ ...here, withdrawn: false }) // A send may be in progress; a second one must not run beside it.
    else if (message.state === 'failed') void put(message)
    else again(message)
  }

  const applyEdit = ({ clientId, body }: PendingEdit): OutboxItem | undefined => {
    const message = find(clientId)
    if (!message) return undefined
    if (body === null && message.tried) void put({ ...message, withdrawn: true })
    else if (body === null) drop(clientId)
    else if (message.state === 'failed') again({ ...message, body, rewritten: true })
    else void put({ ...message, body, rewritten: true })
    return message
  }
  const applyEditInAllTabs = (wish: PendingEdit) => {
    const message = applyEdit(wish)
    if (message) wishes.tell(wish)
    return message
  }

  /** Takes over the messages of closed tabs, in the order of writing. */
  const adopt = () =>
    withTabs(async (isGone) => {
      const left = (await store.unsent()).filter(({ tabId, clientId }) => isGone(tabId) && !find(clientId))
      const stateOf = ({ fault }: StoredOutboxItem) => (fault === undefined ? 'queued' : 'failed')
      await Promise.all(
        left.map((message) => put({ ...message, tabId: TAB_ID, state: stateOf(message), inTabOnly: false })),
      )
      for (const { conversationId } of left) scheduler.next(conversationId)
    }).catch(() => {}) // The page is being closed.

  return {
    send(conversationId, body, { replyTo = null } = {}) {
      const named = newClientId(list.all())
      const kept = { ...named, conversationId, body, replyTo, tabId: TAB_ID, tried: false }
      void put({ ...kept, state: 'queued', inTabOnly: false }).then(() => scheduler.next(conversationId))
    },
    retry(clientId) {
      const message = find(clientId)
      if (message?.state === 'failed') again(message)
    },
    edit: (clientId, body) => applyEditInAllTabs({ clientId, body }) !== undefined,
    discard(clientId) {
      const message = applyEditInAllTabs({ clientId, body: null })
      return message && (() => putBack(message))
    },
    unsent: list.all,
    subscribe: list.subscribe,
    start() {
      holdTabAliveLock()
      void adopt()
      const listening = new AbortController()
      const resumeAll = () => {
        scheduler.allNow()
        void adopt()
      }
      const wake = () => document.visibilityState === 'visible' && void adopt()
      addEventListener('online', resumeAll, listening)
      document.addEventListener('visibilitychange', wake, listening)
      const stopHearing = wishes.hear(applyEdit)
      const stopWarning = warnBeforeUnload(list)
      return () => {
        listening.abort()
        stopWarning()
        stopHearing()
      }
    },
  }
}

/** Returns a new failed message with the text of a refused edit. */
const asNew = (
  { rewritten: _, ...message }: OutboxItem,
  name: ReturnType<typeof newClientId>,
  fault: string,
): OutboxItem => ({
  ...message,
  ...name,
  tried: false,
  state: 'failed',
  fault,
})
