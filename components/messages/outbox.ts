import type { QueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { DeviceStore } from '@/components/offline/device-store'
import { holdTabLock, TAB_ID, withTabs } from '@/components/offline/tabs'
import { post } from '@/components/providers/api'
import { Problem } from '@/components/providers/problem'
import type { Pages } from '@/lib/cache'
import { keys } from '@/lib/events/cache'
import { withMessage } from '@/lib/messages/cache'
import type { Message } from '@/lib/messages/schema'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/** What is kept of an unsent message until the server has stored it. */
export interface KeptMessage {
  clientId: string
  conversationId: string
  body: string
  replyTo: number | null
  createdAt: string
  /** The tab that sends it; another takes it over when that tab is gone. */
  tabId: string
  /** It may be stored already: its words stay as they are. */
  tried: boolean
  /** Why the server refused it; then it waits for its writer. */
  fault?: string
}

/** A message that the server has not confirmed. `queued` waits for its turn or the network, `failed` for its writer. */
export interface Unsent extends KeptMessage {
  state: 'queued' | 'sending' | 'failed'
}

export interface Outbox {
  send(conversationId: string, body: string, options?: { replyTo?: number | null }): void
  retry(clientId: string): void
  /** Writes a message that was never tried anew; false when it may be on its way already. */
  edit(clientId: string, body: string): boolean
  discard(clientId: string): void
  /** The unsent messages of all conversations, oldest first; a new array whenever anything changes. */
  unsent(): readonly Unsent[]
  subscribe(listener: () => void): () => void
  start(): () => void
}

/**
 * Sends what was written, in order within a conversation, each under a clientId of its own so that a repeat after a
 * lost answer is harmless. Every message is kept on the device from before it is tried until it is stored, so that it
 * outlives the tab. A refusal leaves the text with its reason; a lost network only makes it wait.
 */
export function createOutbox(queryClient: QueryClient, store: DeviceStore, onStored: () => void): Outbox {
  let unsent: readonly Unsent[] = []
  const listeners = new Set<() => void>()
  const retryTimers = new Map<string, ReturnType<typeof setTimeout>>()
  const waits = new Map<string, number>()

  const become = (next: readonly Unsent[]) => {
    unsent = next
    for (const listener of listeners) listener()
  }
  const find = (clientId: string) => unsent.find((message) => message.clientId === clientId)
  const change = (clientId: string, fields: Partial<Unsent>) => {
    become(unsent.map((message) => (message.clientId === clientId ? { ...message, ...fields } : message)))
    const changed = find(clientId)
    return changed ? store.keepUnsent(keptOf(changed)) : Promise.resolve()
  }
  const remove = (clientId: string) => {
    become(unsent.filter((message) => message.clientId !== clientId))
    void store.forgetUnsent(clientId)
  }

  const advance = (conversationId: string) => {
    const waiting = unsent.filter((message) => message.conversationId === conversationId && message.state !== 'failed')
    const [next] = waiting
    if (next?.state === 'queued' && !retryTimers.has(conversationId)) void deliver(next.clientId)
  }

  const deliver = async (clientId: string) => {
    await change(clientId, { state: 'sending', tried: true })
    const now = find(clientId)
    if (!now) return
    const { conversationId, body, replyTo } = now
    try {
      const input = { conversationId, clientId, body, ...(replyTo === null ? {} : { replyTo }) }
      const { message } = await post<{ message: Message }>('/api/messages/send', input)
      waits.delete(conversationId)
      queryClient.setQueryData<Pages<Message>>(
        keys.messages(conversationId),
        (list) => list && withMessage(list, message),
      )
      remove(clientId)
      onStored()
    } catch (error) {
      refuseOrWait(clientId, conversationId, error)
    }
    advance(conversationId)
  }

  const refuseOrWait = (clientId: string, conversationId: string, error: unknown) => {
    const seconds = secondsBeforeRetry(error)
    if (seconds === undefined) {
      // The clientId of a refused send is not used up, so its words may change.
      const fault = error instanceof Problem ? faultOf(error) : 'This could not be sent.'
      void change(clientId, { state: 'failed', tried: false, fault })
      return
    }
    const wait = Math.max(seconds * 1000, waits.get(conversationId) ?? FIRST_RETRY_MS)
    waits.set(conversationId, Math.min(wait * 2, LONGEST_RETRY_MS))
    retryTimers.set(
      conversationId,
      setTimeout(() => resume(conversationId), wait * (0.75 + Math.random() / 2)),
    )
    void change(clientId, { state: 'queued' })
  }

  const resume = (conversationId: string) => {
    clearTimeout(retryTimers.get(conversationId))
    retryTimers.delete(conversationId)
    advance(conversationId)
  }

  /** Takes over what tabs left behind that are gone, in the order it was written. */
  const adopt = () =>
    withTabs(async (isGone) => {
      const left = (await store.unsent()).filter(({ tabId, clientId }) => isGone(tabId) && !find(clientId))
      if (left.length === 0) return
      const mine = left.map(
        (message): Unsent => ({
          ...message,
          tabId: TAB_ID,
          state: message.fault === undefined ? 'queued' : 'failed',
        }),
      )
      await Promise.all(mine.map((message) => store.keepUnsent(keptOf(message))))
      become([...unsent, ...mine].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)))
      for (const { conversationId } of mine) advance(conversationId)
    })

  return {
    send(conversationId, body, { replyTo = null } = {}) {
      const createdAt = new Date().toISOString()
      const kept = { clientId: v7(), conversationId, body, replyTo, createdAt, tabId: TAB_ID, tried: false }
      become([...unsent, { ...kept, state: 'queued' }])
      void store.keepUnsent(kept).then(() => advance(conversationId))
    },
    retry(clientId) {
      const again = find(clientId)
      if (!again) return
      const { fault: _, ...rest } = again
      become(unsent.map((message) => (message.clientId === clientId ? { ...rest, state: 'queued' } : message)))
      void change(clientId, {}).then(() => resume(again.conversationId))
    },
    edit(clientId, body) {
      const message = find(clientId)
      if (!message || message.tried || message.state === 'sending') return false
      void change(clientId, { body })
      return true
    },
    discard: remove,
    unsent: () => unsent,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      holdTabLock()
      void adopt()
      const resumeAll = () => {
        for (const conversationId of [...retryTimers.keys()]) resume(conversationId)
        void adopt()
      }
      const wake = () => document.visibilityState === 'visible' && void adopt()
      addEventListener('online', resumeAll)
      document.addEventListener('visibilitychange', wake)
      return () => {
        removeEventListener('online', resumeAll)
        document.removeEventListener('visibilitychange', wake)
      }
    },
  }
}

const keptOf = ({ state: _, ...kept }: Unsent): KeptMessage => kept

/** Seconds to wait before the same send is tried again; undefined when trying again would be refused again. */
function secondsBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.status === 0 || error.status >= 500) return 0
  return error.status === 429 ? (error.retryAfterSeconds ?? 10) : undefined
}

const faultOf = ({ errors, detail }: Problem) => errors.body ?? detail
