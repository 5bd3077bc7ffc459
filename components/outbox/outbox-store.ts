import type { OutboxStorage, StoredOutboxItem } from '@/components/offline/device-store'
import type { OutboxItem } from './types'

/** The unsent messages of this tab, in the order they were written, and on the device as they are here. */
export function createOutboxStore(store: OutboxStorage) {
  let unsent: readonly OutboxItem[] = []
  const listeners = new Set<() => void>()
  const become = (next: readonly OutboxItem[]) => {
    unsent = next
    for (const listener of listeners) listener()
  }
  return {
    /** A new array whenever anything changes. */
    all: () => unsent,
    find: (clientId: string) => unsent.find((message) => message.clientId === clientId),
    /** The first of the conversation that still goes on by itself. */
    next: (conversationId: string) =>
      unsent.find((message) => message.conversationId === conversationId && message.state !== 'failed'),
    /** Puts the message in its place, whether or not it was here; resolves once it is known whether the device has it. */
    async put(message: OutboxItem): Promise<void> {
      const others = unsent.filter(({ clientId }) => clientId !== message.clientId)
      become([...others, message].sort((a, b) => (a.clientId < b.clientId ? -1 : 1)))
      const isKept = await store.keepUnsent(keptOf(message))
      const isIt = ({ clientId, inTabOnly }: OutboxItem) => clientId === message.clientId && inTabOnly === isKept
      if (unsent.some(isIt)) become(unsent.map((one) => (isIt(one) ? { ...one, inTabOnly: !isKept } : one)))
    },
    drop(clientId: string) {
      become(unsent.filter((message) => message.clientId !== clientId))
      void store.forgetUnsent(clientId)
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const keptOf = ({ state: _, inTabOnly: __, ...kept }: OutboxItem): StoredOutboxItem => kept
