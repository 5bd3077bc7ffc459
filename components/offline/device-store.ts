import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'
import type { KeptMessage } from '@/components/messages/outbox'

const VERSION = 2
const PREFIX = 'kith.'
/** A tab that sleeps lets nobody delete what it has open, and must not keep its person from leaving. */
const PATIENCE_MS = 2000
const MOST_CLAIMED = 500

/** A query's state, good up to this place in the log. */
export interface KeptState {
  key: readonly unknown[]
  data: unknown
  cursor: number
}

const STORES = ['outbox', 'state', 'told'] as const

interface Schema extends DBSchema {
  outbox: { key: string; value: KeptMessage }
  state: { key: string; value: KeptState }
  told: { key: string; value: true }
}

/** What this device keeps of one person, until they sign out. Where a browser keeps nothing, every promise still holds for the tab's life. */
export interface DeviceStore {
  unsent(): Promise<KeptMessage[]>
  keepUnsent(message: KeptMessage): Promise<void>
  forgetUnsent(clientId: string): Promise<void>
  states(): Promise<KeptState[]>
  keepStates(states: readonly KeptState[]): Promise<void>
  /** True for one caller in all tabs, and for good: the one to tell of this piece of news, whose ids go by time. */
  claim(newsId: string): Promise<boolean>
  close(): void
}

export function openDeviceStore(userId: string): DeviceStore {
  let opened: Promise<IDBPDatabase<Schema> | undefined> | undefined
  const database = () => {
    opened ??= openStores(userId, LETTING_GO).catch(() => undefined) // Private windows of some browsers, or a disk that is full.
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
    claim: (newsId) =>
      use(true, async (db) => {
        const { store, done } = db.transaction('told', 'readwrite') // Of all tabs, one at a time.
        const claimed = await store.getAllKeys()
        if (claimed.includes(newsId)) return false
        const outdated = claimed.slice(0, -MOST_CLAIMED)
        await Promise.all([store.put(true, newsId), ...outdated.map((id) => store.delete(id)), done])
        return true
      }),
    close: () => void opened?.then((db) => db?.close()),
  }
}

/** Takes what a person had not sent when the device forgets them. */
type TakeUnsent = (userId: string, unsent: KeptMessage[]) => void

/** Deletes everything that this device keeps of these people; where a sleeping tab holds it, empties it. */
export const deleteDeviceStores = (userIds: readonly string[], takeUnsent: TakeUnsent) =>
  Promise.all(userIds.map((userId) => within(PATIENCE_MS, deleteStores(userId, takeUnsent)).catch(() => {})))

/** Empties it last: by then every tab that is awake has let go, so that none of them writes into it again. */
async function deleteStores(userId: string, takeUnsent: TakeUnsent) {
  const db = await openStores(userId, {})
  takeUnsent(userId, await db.getAll('outbox'))
  let deleting: Promise<void> | undefined
  const asked = new Promise<void>((resolve) => {
    deleting = deleteDB(nameOf(userId), { blocked: () => resolve() })
  })
  await within(PATIENCE_MS / 2, asked)
  await Promise.all(STORES.map((store) => db.clear(store)))
  db.close()
  await deleting
}

const within = (ms: number, work: Promise<unknown>) =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms))])

/** Signing out in another tab deletes it. */
const LETTING_GO: OpenDBCallbacks<Schema> = {
  blocking: (_, __, event) => (event.target as IDBDatabase).close(),
}

const openStores = (userId: string, callbacks: OpenDBCallbacks<Schema>) =>
  openDB<Schema>(nameOf(userId), VERSION, {
    upgrade(db) {
      if (!db.objectStoreNames.contains('outbox')) db.createObjectStore('outbox', { keyPath: 'clientId' })
      for (const store of ['state', 'told'] as const)
        if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
    },
    ...callbacks,
  })

const nameOf = (userId: string) => `${PREFIX}${userId}`
