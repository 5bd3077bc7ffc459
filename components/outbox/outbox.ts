import type { QueryClient } from '@tanstack/react-query'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import { holdTabAliveLock, runInOneTab, TAB_ID } from '@/components/offline/tabs'
import { currentStrings } from '@/components/strings/strings'
import { cacheStoredMessage } from '@/components/sync/cached-messages'
import { toast } from '@/components/ui/toasts'
import type { Message } from '@/lib/messages/schema'
import { newClientId } from './new-client-id'
import { createOutboxStore, type OutboxStore } from './outbox-store'
import type { EditChannel, PendingEdit } from './pending-edits-channel'
import { deliverMessage, type SendOutcome } from './send-message'
import { createSendScheduler } from './send-scheduler'
import type { OutboxItem } from './types'
import { warnBeforeUnload } from './warn-before-unload'

interface OutboxDeps {
  queryClient: QueryClient
  storage: OutboxStorage
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
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #items: OutboxStore
  readonly #scheduler = createSendScheduler((conversationId) => this.#sendNext(conversationId))
  /** Conversations in which the server has limited the sends, until all of their messages are sent. */
  readonly #slowed = new Set<string>()
  /** Returns the unsent messages of all conversations, oldest first; a new array after every change. */
  readonly unsent: () => readonly OutboxItem[]
  readonly subscribe: (listener: () => void) => () => void

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#items = createOutboxStore(deps.storage)
    this.unsent = this.#items.all
    this.subscribe = this.#items.subscribe
  }

  /** Takes over messages of closed tabs and resumes after interruptions. Returns a function that stops this. */
  start(): () => void {
    holdTabAliveLock()
    void this.#adopt()
    const listening = new AbortController()
    const resumeAll = () => {
      this.#scheduler.runAllNow()
      void this.#adopt()
    }
    const onVisible = () => document.visibilityState === 'visible' && void this.#adopt()
    addEventListener('online', resumeAll, listening)
    document.addEventListener('visibilitychange', onVisible, listening)
    const stops = [this.#deps.editChannel.subscribe(this.#applyEdit), warnBeforeUnload(this.#items)]
    return () => {
      listening.abort()
      for (const stop of stops) stop()
    }
  }

  /** Returns whether messages of this conversation wait because the server limits the sends. */
  isSlowed(conversationId: string): boolean {
    return this.#slowed.has(conversationId) && this.#items.nextToSend(conversationId) !== undefined
  }

  send(conversationId: string, body: string, { replyTo = null }: { replyTo?: number | null } = {}): void {
    if (!this.#items.nextToSend(conversationId)) this.#slowed.delete(conversationId)
    const identity = newClientId(this.unsent())
    const message = { ...identity, conversationId, body, replyTo, tabId: TAB_ID, tried: false }
    void this.#items
      .put({ ...message, state: 'queued', inTabOnly: false })
      .then(() => this.#scheduler.runIfIdle(conversationId))
  }

  retry(clientId: string): void {
    const message = this.#items.find(clientId)
    if (message?.state === 'failed') this.#sendAgain(message)
  }

  /** Changes the text, and sends a refused message again. Returns false if the message has been stored meanwhile. */
  edit(clientId: string, body: string): boolean {
    return this.#applyEditInAllTabs({ clientId, body }) !== undefined
  }

  /** Cancels a message. Returns a function that undoes this, or undefined if the message has been stored meanwhile. */
  discard(clientId: string): (() => void) | undefined {
    const message = this.#applyEditInAllTabs({ clientId, body: null })
    return message && (() => this.#undoDiscard(message))
  }

  #sendNext(conversationId: string) {
    const next = this.#items.nextToSend(conversationId)
    if (next?.state === 'queued') void this.#deliver(next)
  }

  async #deliver(message: OutboxItem) {
    const { clientId, conversationId } = message
    const trying = { ...message, state: 'sending', tried: true } as const
    await this.#items.put(trying)
    const latest = () => this.#items.find(clientId) ?? trying
    const outcome = await deliverMessage(latest)
    if (outcome.kind === 'retry' && outcome.isLimited) this.#slowed.add(conversationId)
    this.#settle(latest(), outcome)
    if (!this.#items.nextToSend(conversationId)) this.#slowed.delete(conversationId)
    if (outcome.kind === 'retry') this.#scheduler.retryLater(conversationId, outcome.seconds)
    else this.#scheduler.runNext(conversationId)
  }

  #settle(message: OutboxItem, outcome: SendOutcome) {
    if ('message' in outcome) this.#addToCache(outcome.message)
    switch (outcome.kind) {
      case 'retry':
        return this.#put({ ...message, state: 'queued' })
      case 'refused': // The server has not stored the clientId of a refused message, so it can be used again.
        return this.#put({ ...message, state: 'failed', tried: false, fault: outcome.fault })
      case 'change refused':
        this.#reportRefusedChange(message, outcome.fault)
        return this.#items.remove(message.clientId)
      case 'retracted':
        toast({ text: currentStrings().messages.withdrawn })
        return this.#items.remove(message.clientId)
      case 'stored':
      case 'not stored':
        return this.#items.remove(message.clientId)
    }
  }

  #addToCache(message: Message) {
    cacheStoredMessage(this.#deps.queryClient, message)
    this.#deps.onStored()
  }

  /** Keeps the text of a refused edit as a failed message of its own, which its author can send or discard. */
  #reportRefusedChange({ rewritten: _, ...message }: OutboxItem, fault: string) {
    const { notWithdrawn, sentBefore } = currentStrings().messages
    if (message.withdrawn) toast({ text: notWithdrawn(fault) })
    else
      this.#put({
        ...message,
        ...newClientId(this.unsent()),
        tried: false,
        state: 'failed',
        fault: sentBefore(fault),
      })
  }

  #sendAgain({ fault: _, ...message }: OutboxItem) {
    void this.#items.put({ ...message, state: 'queued' }).then(() => this.#scheduler.runNow(message.conversationId))
  }

  #undoDiscard(message: OutboxItem) {
    const current = this.#items.find(message.clientId)
    // A message that is found may be in flight, and must not be sent in parallel.
    if (current) this.#put({ ...current, withdrawn: false })
    else if (message.state === 'failed') this.#put(message)
    else this.#sendAgain(message)
  }

  readonly #applyEdit = ({ clientId, body }: PendingEdit): OutboxItem | undefined => {
    const message = this.#items.find(clientId)
    if (!message) return undefined
    if (body === null && message.tried) this.#put({ ...message, withdrawn: true })
    else if (body === null) this.#items.remove(clientId)
    else if (message.state === 'failed') this.#sendAgain({ ...message, body, rewritten: true })
    else this.#put({ ...message, body, rewritten: true })
    return message
  }

  #applyEditInAllTabs(edit: PendingEdit) {
    const message = this.#applyEdit(edit)
    if (message) this.#deps.editChannel.publish(edit)
    return message
  }

  #put(message: OutboxItem) {
    void this.#items.put(message)
  }

  /** Takes over the unsent messages of closed tabs, in the order written. */
  async #adopt() {
    try {
      await runInOneTab(async (isClosed) => {
        const stored = await this.#deps.storage.listUnsent()
        const left = stored.filter(({ tabId, clientId }) => isClosed(tabId) && !this.#items.find(clientId))
        await Promise.all(left.map((message) => this.#items.put(asAdopted(message))))
        for (const { conversationId } of left) this.#scheduler.runIfIdle(conversationId)
      })
    } catch {
      // The page is being unloaded.
    }
  }
}

const asAdopted = (message: StoredOutboxItem): OutboxItem => ({
  ...message,
  tabId: TAB_ID,
  state: message.fault === undefined ? 'queued' : 'failed',
  inTabOnly: false,
})
