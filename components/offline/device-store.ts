import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { KeptMessage } from '@/components/messages/outbox'

const VERSION = 1
const PREFIX = 'kith.'
/** A tab that sleeps lets nobody delete what it has open, and must not keep its person from leaving. */
const PATIENCE_MS = 2000

/** A query's state, good up to this place in the log. */
export interface KeptState {
  key: readonly unknown[]
  data: unknown
  cursor: number
}

interface Schema extends DBSchema {
  outbox: { key: string; value: KeptMessage }
  state: { key: string; value: KeptState }
}

/** What this device keeps of one person, until they sign out. Where a browser keeps nothing, every promise still holds for the tab's life. */
export interface DeviceStore {
  unsent(): Promise<KeptMessage[]>
  keepUnsent(message: KeptMessage): Promise<void>
  forgetUnsent(clientId: string): Promise<void>
  states(): Promise<KeptState[]>
  keepStates(states: readonly KeptState[]): Promise<void>
  close(): void
}

export function openDeviceStore(userId: string): DeviceStore {
  let opened: Promise<IDBPDatabase<Schema> | undefined> | undefined
  const database = () => {
    opened ??= openStores(userId).catch(() => undefined) // Private windows of some browsers, or a disk that is full.
    return opened
  }
  /** Losing the store loses what it kept, never what is on the screen. */
  const use = async <T>(otherwise: T, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    const db = await database()
    return db ? work(db).catch(() => otherwise) : otherwise
  }
  return {
    unsent: () => use<KeptMessage[]>([], (db) => db.getAll('outbox')),
    keepUnsent: (message) => use<void>(undefined, async (db) => void (await db.put('outbox', message))),
    forgetUnsent: (clientId) => use<void>(undefined, (db) => db.delete('outbox', clientId)),
    states: () => use<KeptState[]>([], (db) => db.getAll('state')),
    keepStates: (states) =>
      use<void>(undefined, async (db) => {
        const { store, done } = db.transaction('state', 'readwrite')
        await Promise.all([...states.map((state) => store.put(state, state.key.join())), done])
      }),
    close: () => void opened?.then((db) => db?.close()),
  }
}

/** Deletes everything that this device keeps of these people; where a sleeping tab holds it, empties it. */
export const deleteDeviceStores = (userIds: readonly string[]) =>
  Promise.all(userIds.map((userId) => Promise.race([deleteStores(userId).catch(() => {}), patience()])))

async function deleteStores(userId: string) {
  const db = await openStores(userId)
  await Promise.all([db.clear('outbox'), db.clear('state')])
  db.close()
  await deleteDB(nameOf(userId))
}

const patience = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))

const openStores = (userId: string) =>
  openDB<Schema>(nameOf(userId), VERSION, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'clientId' })
      db.createObjectStore('state')
    },
    blocking: (_, __, event) => (event.target as IDBDatabase).close(), // Signing out in another tab deletes it.
  })

const nameOf = (userId: string) => `${PREFIX}${userId}`
