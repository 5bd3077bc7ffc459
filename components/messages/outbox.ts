import type { QueryClient } from '@tanstack/react-query'
import { v7 } from 'uuid'
import { post } from '@/components/providers/api'
import { Problem } from '@/components/providers/problem'
import type { Pages } from '@/lib/cache'
import { keys } from '@/lib/events/cache'
import { withMessage } from '@/lib/messages/cache'
import type { Message } from '@/lib/messages/schema'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

/** A message that the server has not confirmed. `queued` waits for its turn or the network, `failed` for its writer. */
export interface Unsent {
  clientId: string
  conversationId: string
  body: string
  createdAt: string
  state: 'queued' | 'sending' | 'failed'
  fault?: string
}

export interface Outbox {
  send(conversationId: string, body: string): void
  retry(clientId: string): void
  discard(clientId: string): void
  /** The unsent messages of all conversations, oldest first; a new array whenever anything changes. */
  unsent(): readonly Unsent[]
  subscribe(listener: () => void): () => void
  start(): () => void
}

/**
 * Sends what was written, in order within a conversation, each under a clientId of its own so that a repeat after a
 * lost answer is harmless. A refusal leaves the text with its reason; a lost network only makes it wait.
 */
export function createOutbox(queryClient: QueryClient, onStored: () => void): Outbox {
  let unsent: readonly Unsent[] = []
  const listeners = new Set<() => void>()
  const retryTimers = new Map<string, ReturnType<typeof setTimeout>>()
  const waits = new Map<string, number>()

  const become = (next: readonly Unsent[]) => {
    unsent = next
    for (const listener of listeners) listener()
  }
  const change = (clientId: string, fields: Partial<Unsent>) =>
    become(unsent.map((message) => (message.clientId === clientId ? { ...message, ...fields } : message)))
  const remove = (clientId: string) => become(unsent.filter((message) => message.clientId !== clientId))

  const advance = (conversationId: string) => {
    const waiting = unsent.filter((message) => message.conversationId === conversationId && message.state !== 'failed')
    const [next] = waiting
    if (next?.state === 'queued' && !retryTimers.has(conversationId)) void deliver(next)
  }

  const deliver = async ({ clientId, conversationId, body }: Unsent) => {
    change(clientId, { state: 'sending' })
    try {
      const { message } = await post<{ message: Message }>('/api/messages/send', { conversationId, clientId, body })
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
      change(clientId, {
        state: 'failed',
        fault: error instanceof Problem ? faultOf(error) : 'This could not be sent.',
      })
      return
    }
    const wait = Math.max(seconds * 1000, waits.get(conversationId) ?? FIRST_RETRY_MS)
    waits.set(conversationId, Math.min(wait * 2, LONGEST_RETRY_MS))
    retryTimers.set(
      conversationId,
      setTimeout(() => resume(conversationId), wait * (0.75 + Math.random() / 2)),
    )
    change(clientId, { state: 'queued' })
  }

  const resume = (conversationId: string) => {
    clearTimeout(retryTimers.get(conversationId))
    retryTimers.delete(conversationId)
    advance(conversationId)
  }

  return {
    send(conversationId, body) {
      const createdAt = new Date().toISOString()
      become([...unsent, { clientId: v7(), conversationId, body, createdAt, state: 'queued' }])
      advance(conversationId)
    },
    retry(clientId) {
      change(clientId, { state: 'queued' })
      const again = unsent.find((message) => message.clientId === clientId)
      if (again) resume(again.conversationId)
    },
    discard: remove,
    unsent: () => unsent,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      const resumeAll = () => {
        for (const conversationId of [...retryTimers.keys()]) resume(conversationId)
      }
      addEventListener('online', resumeAll)
      return () => removeEventListener('online', resumeAll)
    },
  }
}

/** Seconds to wait before the same send is tried again; undefined when trying again would be refused again. */
function secondsBeforeRetry(error: unknown): number | undefined {
  if (!(error instanceof Problem)) return undefined
  if (error.status === 0 || error.status >= 500) return 0
  return error.status === 429 ? (error.retryAfterSeconds ?? 10) : undefined
}

const faultOf = ({ errors, detail }: Problem) => errors.body ?? detail
