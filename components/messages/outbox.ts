import type { QueryClient } from '@tanstack/react-query'
import { holdTabLock, TAB_ID, withTabs } from '@/components/offline/tabs'
import { toast } from '@/components/ui/toasts'
import { words } from '@/components/words'
import type { Pages } from '@/lib/cache'
import { keys } from '@/lib/events/cache'
import { withMessage, withNewerMessage } from '@/lib/messages/cache'
import type { Message } from '@/lib/messages/schema'
import { bringUnsent, type Outcome } from './bring-unsent'
import { newName } from './new-name'
import { createTurns } from './turns'
import { createUnsentList, type OutboxStore } from './unsent-list'
import { warnBeforeLoss } from './warn-before-loss'
import type { Wish, WishLine } from './wishes'

/** What is kept of an unsent message until the server has it as its writer wants it. */
export interface KeptMessage {
  clientId: string
  conversationId: string
  body: string
  replyTo: number | null
  createdAt: string
  /** The tab that sends it; another takes it over when that tab is gone. */
  tabId: string
  /** It may be stored already. */
  tried: boolean
  /** Its words have changed since it was written: should the server have the first ones, these become an edit. */
  rewritten?: boolean
  /** Nobody is to get it; it stays until it is known that nobody has it. */
  withdrawn?: boolean
  /** Why the server refused it; then it waits for its writer. */
  fault?: string
}

/** A message that the server has not confirmed. `queued` waits for its turn or the network, `failed` for its writer. */
export interface Unsent extends KeptMessage {
  state: 'queued' | 'sending' | 'failed'
  /** The device could not keep it: it is lost with the tab. */
  inTabOnly: boolean
}

export interface Outbox {
  send(conversationId: string, body: string, options?: { replyTo?: number | null }): void
  retry(clientId: string): void
  /** Writes it anew, and sends it again when it was refused. False when it is not here any more: then it is stored. */
  edit(clientId: string, body: string): boolean
  /** Lets nobody have it; answers with what puts it back, or undefined when it is not here any more. */
  discard(clientId: string): (() => void) | undefined
  /** The unsent messages of all conversations, oldest first; a new array whenever anything changes. */
  unsent(): readonly Unsent[]
  subscribe(listener: () => void): () => void
  start(): () => void
}

interface Surroundings {
  queryClient: QueryClient
  store: OutboxStore
  wishes: WishLine
  onStored(): void
}

/**
 * Sends what was written, in order within a conversation, each under a clientId of its own so that a repeat after a
 * lost answer is harmless. Every message is kept on the device from before it is tried until it is stored, so that it
 * outlives the tab; where the device cannot keep it, it is sent all the same and says so while it waits. A refusal leaves the text with its reason; a lost network only makes it wait.
 */
export function createOutbox({ queryClient, store, wishes, onStored }: Surroundings): Outbox {
  const list = createUnsentList(store)
  const { find, put, drop } = list
  const turns = createTurns((conversationId) => {
    const next = list.next(conversationId)
    if (next?.state === 'queued') void deliver(next)
  })

  const deliver = async (message: Unsent) => {
    const { clientId, conversationId } = message
    const trying = { ...message, state: 'sending', tried: true } as const
    await put(trying)
    const wanted = () => find(clientId) ?? trying
    const outcome = await bringUnsent(wanted)
    settle(wanted(), outcome)
    if (outcome.kind === 'waiting') turns.wait(conversationId, outcome.seconds)
    else turns.answered(conversationId)
  }

  const settle = (message: Unsent, outcome: Outcome) => {
    if ('message' in outcome) show(outcome.message)
    switch (outcome.kind) {
      case 'waiting':
        return void put({ ...message, state: 'queued' })
      case 'refused': // The clientId of a refused send is not used up.
        return void put({ ...message, state: 'failed', tried: false, fault: outcome.fault })
      case 'stays':
        if (message.withdrawn) toast({ text: words.messages.notWithdrawn(outcome.fault) })
        else void put(asNew(message, newName(list.all()), words.messages.sentBefore(outcome.fault)))
        return drop(message.clientId)
      case 'withdrawn':
        toast({ text: words.messages.withdrawn })
        return drop(message.clientId)
      case 'stored':
      case 'never sent':
        return drop(message.clientId)
    }
  }

  const show = (message: Message) => {
    queryClient.setQueryData<Pages<Message>>(
      keys.messages(message.conversationId),
      (pages) => pages && withNewerMessage(withMessage(pages, message), message),
    )
    onStored()
  }

  const again = ({ fault: _, ...message }: Unsent) =>
    void put({ ...message, state: 'queued' }).then(() => turns.now(message.conversationId))

  const putBack = (message: Unsent) => {
    const here = find(message.clientId)
    if (here)
      void put({ ...here, withdrawn: false }) // It may be under way, and must not go a second time beside that.
    else if (message.state === 'failed') void put(message)
    else again(message)
  }

  const grant = ({ clientId, body }: Wish): Unsent | undefined => {
    const message = find(clientId)
    if (!message) return undefined
    if (body === null && message.tried) void put({ ...message, withdrawn: true })
    else if (body === null) drop(clientId)
    else if (message.state === 'failed') again({ ...message, body, rewritten: true })
    else void put({ ...message, body, rewritten: true })
    return message
  }
  const grantEverywhere = (wish: Wish) => {
    const message = grant(wish)
    if (message) wishes.tell(wish)
    return message
  }

  /** Takes over what tabs left behind that are gone, in the order it was written. */
  const adopt = () =>
    withTabs(async (isGone) => {
      const left = (await store.unsent()).filter(({ tabId, clientId }) => isGone(tabId) && !find(clientId))
      const stateOf = ({ fault }: KeptMessage) => (fault === undefined ? 'queued' : 'failed')
      await Promise.all(
        left.map((message) => put({ ...message, tabId: TAB_ID, state: stateOf(message), inTabOnly: false })),
      )
      for (const { conversationId } of left) turns.next(conversationId)
    }).catch(() => {}) // The page is going away.

  return {
    send(conversationId, body, { replyTo = null } = {}) {
      const named = newName(list.all())
      const kept = { ...named, conversationId, body, replyTo, tabId: TAB_ID, tried: false }
      void put({ ...kept, state: 'queued', inTabOnly: false }).then(() => turns.next(conversationId))
    },
    retry(clientId) {
      const message = find(clientId)
      if (message?.state === 'failed') again(message)
    },
    edit: (clientId, body) => grantEverywhere({ clientId, body }) !== undefined,
    discard(clientId) {
      const message = grantEverywhere({ clientId, body: null })
      return message && (() => putBack(message))
    },
    unsent: list.all,
    subscribe: list.subscribe,
    start() {
      holdTabLock()
      void adopt()
      const listening = new AbortController()
      const resumeAll = () => {
        turns.allNow()
        void adopt()
      }
      const wake = () => document.visibilityState === 'visible' && void adopt()
      addEventListener('online', resumeAll, listening)
      document.addEventListener('visibilitychange', wake, listening)
      const stopHearing = wishes.hear(grant)
      const stopWarning = warnBeforeLoss(list)
      return () => {
        listening.abort()
        stopWarning()
        stopHearing()
      }
    },
  }
}

/** Words that a stored message could not have, as a message of their own that waits for its writer. */
const asNew = ({ rewritten: _, ...message }: Unsent, name: ReturnType<typeof newName>, fault: string): Unsent => ({
  ...message,
  ...name,
  tried: false,
  state: 'failed',
  fault,
})
