import { createStore } from '@/components/create-store'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'

/** A change of a message by the viewer that the server has not confirmed yet. */
export type OptimisticChange =
  | { kind: 'edit'; body: string; at: string }
  | { kind: 'react'; userId: string; emoji: string | null }
  | { kind: 'retract' }
  | { kind: 'hide' }

interface MessageRef {
  conversationId: string
  seq: number
}

interface Entry extends MessageRef {
  change: OptimisticChange
}

/**
 * Applies changes on top of the server's messages at once and removes them when the server has responded, with success
 * or failure. The query cache itself is not changed. Calls for one message run one after the other, in the order made.
 */
export function createOptimisticChanges() {
  const entries = createStore<readonly Entry[]>([])
  const pending = new Map<string, Promise<unknown>>()

  const runInOrder = async (name: string, call: () => Promise<void>) => {
    const earlier = pending.get(name)
    const current = (earlier ?? Promise.resolve()).then(call)
    const settled = current.catch(() => {})
    pending.set(name, settled)
    await current.finally(() => pending.get(name) === settled && pending.delete(name))
  }

  return {
    /** Shows the change. Returns a function that removes it. */
    show({ conversationId, seq }: MessageRef, change: OptimisticChange): () => void {
      const entry = { conversationId, seq, change }
      entries.set([...entries.get(), entry])
      return () => entries.set(entries.get().filter((other) => other !== entry))
    },
    /** Shows the change while `call` runs; throws what `call` throws. */
    async during(messageRef: MessageRef, change: OptimisticChange, call: () => Promise<void>): Promise<void> {
      const removeChange = this.show(messageRef, change)
      await runInOrder(`${messageRef.conversationId} ${messageRef.seq}`, call).finally(removeChange)
    },
    /** Returns the changes of all conversations, in the order made; a new array after each change. */
    entries: entries.get,
    subscribe: entries.subscribe,
  }
}

/** Returns the messages of one conversation with the changes applied. */
export function applyOptimisticChanges<Shown extends Message>(messages: Shown[], entries: readonly Entry[]): Shown[] {
  return entries.reduce(
    (shown, { conversationId, seq, change }) =>
      shown.flatMap((message) =>
        message.seq === seq && message.conversationId === conversationId ? applyChange(message, change) : [message],
      ),
    messages,
  )
}

function applyChange<Shown extends Message>(message: Shown, change: OptimisticChange): Shown[] {
  switch (change.kind) {
    case 'edit':
      return [{ ...message, body: change.body, editedAt: change.at }]
    case 'react': {
      const others = message.reactions.filter(({ userId }) => userId !== change.userId)
      const { userId, emoji } = change
      return [{ ...message, reactions: emoji === null ? others : [...others, { userId, emoji }] }]
    }
    case 'retract':
      return [retracted(message)]
    case 'hide':
      return []
  }
}

/** The optimistic changes of this tab. */
export const optimisticChanges = createOptimisticChanges()
