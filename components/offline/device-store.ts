import { type DBSchema, deleteDB, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb'
import { createDatabaseConnection } from './indexed-db'
import { withFallback } from './with-fallback'

const VERSION = 2
const PREFIX = 'kith.'
/** A frozen tab blocks the deletion of a database that it has open; signing out must not wait for it. */
const DELETE_TIMEOUT_MS = 2000
/** Limit for sending and notifying, which are safe to repeat. */
const WRITE_TIMEOUT_MS = 1000
const READ_TIMEOUT_MS = 10_000
const MAX_CLAIMS = 500

/** The data of a query, up to date as of `cursor`. */
export interface PersistedQuery {
  key: readonly unknown[]
  data: unknown
  cursor: number
}

/** Object stores; `told` holds the ids of claimed notifications. */
const STORES = ['outbox', 'state', 'told'] as const

interface Schema extends DBSchema {
  outbox: { key: string; value: StoredOutboxItem }
  state: { key: string; value: PersistedQuery }
  told: { key: string; value: true }
}

type Database = IDBPDatabase<Schema>

/**
 * The data that this device stores of one user until they sign out. No call rejects or waits without limit: where a
 * browser stores nothing, the tab works from memory.
 */
export interface DeviceStore {
  listUnsent(): Promise<StoredOutboxItem[]>
  /** Stores the message. Returns whether the device has it. */
  putUnsent(message: StoredOutboxItem): Promise<boolean>
  deleteUnsent(clientId: string): Promise<void>
  listQueries(): Promise<PersistedQuery[]>
  putQueries(states: readonly PersistedQuery[]): Promise<void>
  /**
   * Returns true to the first caller in all tabs, who shows the notification, and false to all later ones. Ids must
   * sort by time, because only the newest 500 are remembered.
   */
  claim(notificationId: string): Promise<boolean>
  close(): void
}

export function openDeviceStore(userId: string): DeviceStore {
  const connection = createDatabaseConnection((callbacks) => openStores(userId, callbacks))
  let writeTimeoutMs = WRITE_TIMEOUT_MS
  const read = <T>(work: (db: Database) => Promise<T[]>): Promise<T[]> =>
    withFallback([], READ_TIMEOUT_MS, () => connection.use(work))
  /** Storage that did not respond in time is not waited for again until it has. */
  const write = async <T, Other>(otherwise: Other, work: (db: Database) => Promise<T>): Promise<T | Other> => {
    let isDone = false
    const result = await withFallback(otherwise, writeTimeoutMs, () =>
      connection.use(work).finally(() => {
        isDone = true
        writeTimeoutMs = WRITE_TIMEOUT_MS
      }),
    )
    if (!isDone) writeTimeoutMs = 0
    return result
  }
  return {
    listUnsent: () => read((db) => db.getAll('outbox')),
    putUnsent: (message) => write(false, async (db) => (await db.put('outbox', message)) === message.clientId),
    deleteUnsent: (clientId) => write(undefined, (db) => db.delete('outbox', clientId)),
    listQueries: () => read((db) => db.getAll('state')),
    putQueries: (states) =>
      write(undefined, async (db) => {
        const { store, done } = db.transaction('state', 'readwrite')
        await Promise.all([...states.map((state) => store.put(state, state.key.join())), done])
      }),
    claim: (notificationId) =>
      write(true, async (db) => {
        const { store, done } = db.transaction('told', 'readwrite') // Transactions of all tabs run one at a time.
        const claimed = await store.getAllKeys()
        if (claimed.includes(notificationId)) return false
        const outdated = claimed.slice(0, -MAX_CLAIMS)
        await Promise.all([store.put(true, notificationId), ...outdated.map((id) => store.delete(id)), done])
        return true
      }),
    close: connection.close,
  }
}

/** Receives the unsent messages of a user before they are deleted. */
type OnUnsent = (userId: string, unsent: StoredOutboxItem[]) => void

/** Deletes the databases of these users; empties those that a frozen tab holds open. */
export const deleteDeviceStores = (userIds: readonly string[], onUnsent: OnUnsent) =>
  Promise.all(userIds.map((userId) => withFallback(undefined, DELETE_TIMEOUT_MS, () => deleteStores(userId, onUnsent))))

/** Clears the stores last: by then every active tab has closed its connection, so that none of them writes again. */
async function deleteStores(userId: string, onUnsent: OnUnsent) {
  const db = await openStores(userId, {})
  onUnsent(userId, await db.getAll('outbox'))
  let deleting: Promise<void> | undefined
  const blocked = new Promise<void>((resolve) => {
    deleting = deleteDB(databaseName(userId), { blocked: () => resolve() })
  })
  await withFallback(undefined, DELETE_TIMEOUT_MS / 2, () => blocked)
  await Promise.all(STORES.map((store) => db.clear(store)))
  db.close()
  await deleting
}

const openStores = (userId: string, callbacks: OpenDBCallbacks<Schema>) =>
  openDB<Schema>(databaseName(userId), VERSION, {
    upgrade(db) {
      if (!db.objectStoreNames.contains('outbox')) db.createObjectStore('outbox', { keyPath: 'clientId' })
      for (const store of ['state', 'told'] as const)
        if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
    },
    ...callbacks,
  })

const databaseName = (userId: string) => `${PREFIX}${userId}`

/** The stored part of an unsent message, kept until the server has it in the state that its author wants. */
export interface StoredOutboxItem {
  clientId: string
  conversationId: string
  body: string
  replyTo: number | null
  createdAt: string
  /** The tab that sends it; another one takes it over when that tab is closed. */
  tabId: string
  /** A send was attempted, so the server may have stored it. */
  tried: boolean
  /** The text was changed after the message was written. If the server has stored the first text, it is edited. */
  rewritten?: boolean
  /** Cancelled by the author. Kept until the server confirms that it was not stored, or is retracted. */
  withdrawn?: boolean
  /** The reason why the server refused it. The author must then retry, edit or discard it. */
  fault?: string
}

/** The part of the device store that holds unsent messages. */
export type OutboxStorage = Pick<DeviceStore, 'listUnsent' | 'putUnsent' | 'deleteUnsent'>
