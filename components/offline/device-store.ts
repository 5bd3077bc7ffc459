import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'

import { createDatabaseConnection } from './indexed-db'
import { withFallback } from './with-fallback'

const VERSION = 2
const PREFIX = 'kith.'
/** Timeout of deleting a database that a suspended tab holds open; signing out must not wait for it. */
const PATIENCE_MS = 2000
/** Timeout of writes that sending waits for; a repeated send is harmless. */
const WRITE_PATIENCE_MS = 1000
/** Timeout of reads. */
const READ_PATIENCE_MS = 10_000
const MAX_CLAIMED = 500

/** State of a query, valid up to this cursor of the event log. */
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

/**
 * The data that this device stores of one user until they sign out. No call rejects or waits without a timeout: where
 * storage does not work, the tab goes on in memory.
 */
export interface DeviceStore {
  unsent(): Promise<StoredOutboxItem[]>
  /** Resolves with whether the device has stored it. */
  keepUnsent(message: StoredOutboxItem): Promise<boolean>
  forgetUnsent(clientId: string): Promise<void>
  states(): Promise<PersistedQuery[]>
  keepStates(states: readonly PersistedQuery[]): Promise<void>
  /** Resolves with true for one caller in all tabs, the one that shows this notification. Ids are ordered by time. */
  claim(newsId: string): Promise<boolean>
  close(): void
}

export function openDeviceStore(userId: string): DeviceStore {
  const connection = createDatabaseConnection((callbacks) => openStores(userId, callbacks))
  let writePatienceMs = WRITE_PATIENCE_MS
  const read = <T>(work: (db: Database) => Promise<T[]>): Promise<T[]> =>
    withFallback([], READ_PATIENCE_MS, () => connection.use(work))
  /** After a timeout, storage is not waited for until it answers again. */
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
        const { store, done } = db.transaction('told', 'readwrite') // One tab at a time.
        const claimed = await store.getAllKeys()
        if (claimed.includes(newsId)) return false
        const outdated = claimed.slice(0, -MAX_CLAIMED)
        await Promise.all([store.put(true, newsId), ...outdated.map((id) => store.delete(id)), done])
        return true
      }),
    close: connection.close,
  }
}

/** Receives the unsent messages of a user whose store is deleted. */
type TakeUnsent = (userId: string, unsent: StoredOutboxItem[]) => void

/** Deletes the stores of these users; empties one that a suspended tab holds open. */
export const deleteDeviceStores = (userIds: readonly string[], takeUnsent: TakeUnsent) =>
  Promise.all(userIds.map((userId) => withFallback(undefined, PATIENCE_MS, () => deleteStores(userId, takeUnsent))))

/** Empties the store last: by then every active tab has closed it and cannot write to it again. */
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

/** An unsent message as the device stores it, until the server has it in its final form. */
export interface StoredOutboxItem {
  clientId: string
  conversationId: string
  body: string
  replyTo: number | null
  createdAt: string
  /** Id of the tab that sends it; another tab takes it over when that one is closed. */
  tabId: string
  /** Whether sending was tried, so that the server may have it. */
  tried: boolean
  /** The text was changed after the first attempt: if the server stored the first text, this one becomes an edit. */
  rewritten?: boolean
  /** Cancelled by the author. Kept until the server confirms that it was not stored, or is retracted. */
  withdrawn?: boolean
  /** Why the server refused it; it then waits for its author. */
  fault?: string
}

/** Storage of outbox items on the device. */
export type OutboxStorage = Pick<DeviceStore, 'unsent' | 'keepUnsent' | 'forgetUnsent'>
