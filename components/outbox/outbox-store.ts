import { createStore } from '@/components/create-store'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import type { OutboxItem } from './types'

/** The unsent messages of this tab in the order of writing; the device stores the same. */
export function createOutboxStore(store: OutboxStorage) {
  const items = createStore<readonly OutboxItem[]>([])
  return {
    /** A new array whenever anything changes. */
    all: items.get,
    find: (clientId: string) => items.get().find((message) => message.clientId === clientId),
    /** Returns the first message of the conversation that has not failed. */
    next: (conversationId: string) =>
      items.get().find((message) => message.conversationId === conversationId && message.state !== 'failed'),
    /** Adds or replaces the message. Resolves when it is known whether the device has stored it. */
    async put(message: OutboxItem): Promise<void> {
      const others = items.get().filter(({ clientId }) => clientId !== message.clientId)
      items.set([...others, message].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)))
      const isKept = await store.keepUnsent(keptOf(message))
      const isIt = ({ clientId, inTabOnly }: OutboxItem) => clientId === message.clientId && inTabOnly === isKept
      if (items.get().some(isIt))
        items.set(items.get().map((one) => (isIt(one) ? { ...one, inTabOnly: !isKept } : one)))
    },
    drop(clientId: string) {
      items.set(items.get().filter((message) => message.clientId !== clientId))
      void store.forgetUnsent(clientId)
    },
    subscribe: items.subscribe,
  }
}

const keptOf = ({ state: _, inTabOnly: __, ...kept }: OutboxItem): StoredOutboxItem => kept
