import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'

import { createDatabaseConnection } from './indexed-db'
import { withFallback } from './with-fallback'

const VERSION = 2
const PREFIX = 'kith.'
/** A tab that sleeps lets nobody delete what it has open, and must not keep its person from leaving. */
const PATIENCE_MS = 2000
/** The longest that sending and telling wait for the device; a repeat of either is harmless. */
const WRITE_PATIENCE_MS = 1000
/** Reading holds nobody up who could go on without it. */
const READ_PATIENCE_MS = 10_000
const MAX_CLAIMED = 500

/** A query's state, good up to this place in the log. */
export interface PersistedQuery {
  key: readonly unknown[]
  data: unknown
  cursor: number
}

const STORES = ['outbox', 'state', 'told'] as const

interface Schema extends DBSchema {
  outbox: { key: string; value: StoredOutboxItem }
  state: { key: string; value: PersistedQuery }
  told: { key: string; value: true }
}

type Database = IDBPDatabase<Schema>

/** What this device keeps of one person, until they sign out. Nothing of it is ever refused or waited for without end: where a browser keeps nothing, all goes on in the tab's memory. */
export interface DeviceStore {
  unsent(): Promise<StoredOutboxItem[]>
  /** Whether the device has it. */
  keepUnsent(message: StoredOutboxItem): Promise<boolean>
  forgetUnsent(clientId: string): Promise<void>
  states(): Promise<PersistedQuery[]>
  keepStates(states: readonly PersistedQuery[]): Promise<void>
  /** True for one caller in all tabs, and for good: the one to tell of this piece of news, whose ids go by time. */
  claim(newsId: string): Promise<boolean>
  close(): void
}

export function openDeviceStore(userId: string): DeviceStore {
  const connection = createDatabaseConnection((callbacks) => openStores(userId, callbacks))
  let writePatienceMs = WRITE_PATIENCE_MS
  const read = <T>(work: (db: Database) => Promise<T[]>): Promise<T[]> =>
    withFallback([], READ_PATIENCE_MS, () => connection.use(work))
  /** A device that did not answer in time is not waited for again until it has. */
  const write = async <T, Other>(otherwise: Other, work: (db: Database) => Promise<T>): Promise<T | Other> => {
    let isDone = false
    const answered = await withFallback(otherwise, writePatienceMs, () =>
      connection.use(work).finally(() => {
        isDone = true
        writePatienceMs = WRITE_PATIENCE_MS
      }),
    )
    if (!isDone) writePatienceMs = 0
    return answered
  }
  return {
    unsent: () => read((db) => db.getAll('outbox')),
    keepUnsent: (message) => write(false, async (db) => (await db.put('outbox', message)) === message.clientId),
    forgetUnsent: (clientId) => write(undefined, (db) => db.delete('outbox', clientId)),
    states: () => read((db) => db.getAll('state')),
    keepStates: (states) =>
      write(undefined, async (db) => {
        const { store, done } = db.transaction('state', 'readwrite')
        await Promise.all([...states.map((state) => store.put(state, state.key.join())), done])
      }),
    claim: (newsId) =>
      write(true, async (db) => {
        const { store, done } = db.transaction('told', 'readwrite') // Of all tabs, one at a time.
        const claimed = await store.getAllKeys()
        if (claimed.includes(newsId)) return false
        const outdated = claimed.slice(0, -MAX_CLAIMED)
        await Promise.all([store.put(true, newsId), ...outdated.map((id) => store.delete(id)), done])
        return true
      }),
    close: connection.close,
  }
}

/** Takes what a person had not sent when the device forgets them. */
type TakeUnsent = (userId: string, unsent: StoredOutboxItem[]) => void

/** Deletes everything that this device keeps of these people; where a sleeping tab holds it, empties it. */
export const deleteDeviceStores = (userIds: readonly string[], takeUnsent: TakeUnsent) =>
  Promise.all(userIds.map((userId) => withFallback(undefined, PATIENCE_MS, () => deleteStores(userId, takeUnsent))))

/** Empties it last: by then every tab that is awake has let go, so that none of them writes into it again. */
async function deleteStores(userId: string, takeUnsent: TakeUnsent) {
  const db = await openStores(userId, {})
  takeUnsent(userId, await db.getAll('outbox'))
  let deleting: Promise<void> | undefined
  const asked = new Promise<void>((resolve) => {
    deleting = deleteDB(nameOf(userId), { blocked: () => resolve() })
  })
  await withFallback(undefined, PATIENCE_MS / 2, () => asked)
  await Promise.all(STORES.map((store) => db.clear(store)))
  db.close()
  await deleting
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

/** What is kept of an unsent message until the server has it as its writer wants it. */
export interface StoredOutboxItem {
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

/** Where the device keeps them. */
export type OutboxStorage = Pick<DeviceStore, 'unsent' | 'keepUnsent' | 'forgetUnsent'>
