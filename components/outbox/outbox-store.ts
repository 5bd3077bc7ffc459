import { createStore } from '@/components/create-store'
import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import type { OutboxItem } from './types'

export type OutboxStore = ReturnType<typeof createOutboxStore>

/** Holds the unsent messages of this tab in the order they were written, and stores each change on the device. */
export function createOutboxStore(storage: OutboxStorage) {
  const items = createStore<readonly OutboxItem[]>([])
  return {
    /** Returns all messages; a new array after every change. */
    all: items.get,
    find: (clientId: string) => items.get().find((message) => message.clientId === clientId),
    /** Returns the first message of the conversation that is sent without an action of its author. */
    nextToSend: (conversationId: string) =>
      items.get().find((message) => message.conversationId === conversationId && message.state !== 'failed'),
    /** Adds or replaces the message. Resolves once it is known whether the device has stored it. */
    async put(message: OutboxItem): Promise<void> {
      const others = items.get().filter(({ clientId }) => clientId !== message.clientId)
      items.set([...others, message].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)))
      const isStored = await storage.putUnsent(storedPart(message))
      const isOutdated = ({ clientId, inTabOnly }: OutboxItem) =>
        clientId === message.clientId && inTabOnly === isStored
      if (items.get().some(isOutdated))
        items.set(items.get().map((item) => (isOutdated(item) ? { ...item, inTabOnly: !isStored } : item)))
    },
    remove(clientId: string) {
      items.set(items.get().filter((message) => message.clientId !== clientId))
      void storage.deleteUnsent(clientId)
    },
    subscribe: items.subscribe,
  }
}

const storedPart = ({ state: _, inTabOnly: __, ...stored }: OutboxItem): StoredOutboxItem => stored
