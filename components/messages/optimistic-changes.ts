import { createStore } from '@/components/create-store'
import { retracted } from '@/lib/messages/reducers'
import type { Message } from '@/lib/messages/schema'

/** What the viewer has done to a message and the server has not confirmed yet. */
export type OptimisticChange =
  | { kind: 'edit'; body: string; at: string }
  | { kind: 'react'; userId: string; emoji: string | null }
  | { kind: 'retract' }
  | { kind: 'hide' }

interface Place {
  conversationId: string
  seq: number
}

interface Entry extends Place {
  change: OptimisticChange
}

/**
 * Lays changes over the messages of the server at once and takes them away when it has answered, either way: what the
 * cache holds stays what the server said. Calls about one message go out one after the other, in the order made.
 */
export function createOptimisticChanges() {
  const entries = createStore<readonly Entry[]>([])
  const underWay = new Map<string, Promise<unknown>>()

  const afterEarlier = async (name: string, call: () => Promise<void>) => {
    const earlier = underWay.get(name)
    const mine = (earlier ?? Promise.resolve()).then(call)
    const settled = mine.catch(() => {})
    underWay.set(name, settled)
    await mine.finally(() => underWay.get(name) === settled && underWay.delete(name))
  }

  return {
    /** Shows the change; answers with what takes it away. */
    show({ conversationId, seq }: Place, change: OptimisticChange): () => void {
      const entry = { conversationId, seq, change }
      entries.set([...entries.get(), entry])
      return () => entries.set(entries.get().filter((other) => other !== entry))
    },
    /** Shows the change while `call` makes it true; throws what `call` throws. */
    async during(place: Place, change: OptimisticChange, call: () => Promise<void>): Promise<void> {
      const take = this.show(place, change)
      await afterEarlier(`${place.conversationId} ${place.seq}`, call).finally(take)
    },
    /** The changes of all conversations, in the order made; a new array whenever anything changes. */
    entries: entries.get,
    subscribe: entries.subscribe,
  }
}

/** The messages of one conversation as they are once the changes are made. */
export function applyOptimisticChanges<Shown extends Message>(messages: Shown[], entries: readonly Entry[]): Shown[] {
  return entries.reduce(
    (shown, { conversationId, seq, change }) =>
      shown.flatMap((message) =>
        message.seq === seq && message.conversationId === conversationId ? changed(message, change) : [message],
      ),
    messages,
  )
}

function changed<Shown extends Message>(message: Shown, change: OptimisticChange): Shown[] {
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

/** The changes of this tab. */
export const optimisticChanges = createOptimisticChanges()
