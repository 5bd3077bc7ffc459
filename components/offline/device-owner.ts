import { deleteDeviceStores } from './device-store'
import { withLocalStorage } from './local-storage'
import { backUpUnsent, deleteUnsentBackup, holdsUnsentText } from './unsent-backup'
import { withFallback } from './with-fallback'

const OWNER_KEY = 'kith.user'
const USERS_KEY = 'kith.users'
const KEY_PREFIX = 'kith.'
/** Settings of the device, not of a user. */
const DEVICE_KEYS: readonly string[] = ['kith.theme', 'kith.notifications', 'kith.sound']
/** Cache whose existence makes the service worker (worker.js) or the next page end a session on the server. */
const SIGN_OUT_CACHE = 'kith-signed-out'
/** Entry of that cache; its body is the id of the user whose session it is. */
const SIGN_OUT_USER_PATH = '/signed-out'
const CACHE_TIMEOUT_MS = 2000

/** Returns the id of the device owner: the user whose data the browser stores. */
export const deviceOwner = (): string | undefined =>
  withLocalStorage((storage) => storage.getItem(OWNER_KEY)) ?? undefined

/**
 * Makes this user the device owner and deletes what is stored of others, except their unsent messages and unsaved
 * drafts.
 */
export function claimDevice(userId: string): void {
  const others = knownUsers().filter((known) => known !== userId)
  if (others.length > 0) void deleteDataOf(others)
  withLocalStorage((storage) => {
    storage.setItem(OWNER_KEY, userId)
    storage.setItem(USERS_KEY, JSON.stringify([userId]))
  })
}

/**
 * Calls `onChange` when the device owner is another user: they signed in in another tab, perhaps while this one was
 * frozen. The next request of this tab would then carry their cookie. Returns a function that stops it.
 */
export function onDeviceOwnerChange(userId: string, onChange: () => void): () => void {
  const check = () => {
    const owner = deviceOwner()
    if (owner !== undefined && owner !== userId) onChange()
  }
  const listening = new AbortController()
  addEventListener('storage', check, listening)
  addEventListener('pageshow', check, listening)
  document.addEventListener('visibilitychange', check, listening)
  return () => listening.abort()
}

/**
 * Deletes what is stored of all users, except unsent messages and unsaved drafts, which stay for their author. Of
 * `signedOutUserId`, who signed out by choice, the unsent messages are deleted too.
 */
export async function wipeDevice(signedOutUserId?: string): Promise<void> {
  const userIds = knownUsers()
  if (signedOutUserId !== undefined) deleteUnsentBackup(signedOutUserId)
  removeSentData((key) => !DEVICE_KEYS.includes(key))
  await deleteStores(userIds, signedOutUserId)
}

/**
 * Removes this user as the device owner when their tab is left without a session. They stay listed, so that the next
 * owner deletes their data.
 */
export function releaseDevice(userId: string): void {
  withLocalStorage((storage) => {
    if (storage.getItem(OWNER_KEY) === userId) storage.removeItem(OWNER_KEY) // Their data is not shown offline then.
    storage.setItem(USERS_KEY, JSON.stringify([...new Set([...knownUsers(), userId])]))
  })
}

/**
 * Notes that this user signed out while the server was unreachable. Their session is ended on the server before any of
 * its pages is shown again.
 */
export async function deferSignOut(userId: string): Promise<void> {
  await inCaches(async (storage) => (await storage.open(SIGN_OUT_CACHE)).put(SIGN_OUT_USER_PATH, new Response(userId)))
}

/** Returns whether a session is still to be ended on the server. */
export const hasDeferredSignOut = async (): Promise<boolean> =>
  (await inCaches((storage) => storage.has(SIGN_OUT_CACHE))) ?? false

/** Returns the id of the user whose session is still to be ended; undefined if it was not stored. */
export const deferredSignOutUser = (): Promise<string | undefined> =>
  inCaches(async (storage) => (await storage.match(SIGN_OUT_USER_PATH, { cacheName: SIGN_OUT_CACHE }))?.text())

export async function clearDeferredSignOut(): Promise<void> {
  await inCaches((storage) => storage.delete(SIGN_OUT_CACHE))
}

async function deleteDataOf(userIds: readonly string[]) {
  removeSentData((key) => userIds.some((userId) => key.includes(userId)))
  await deleteStores(userIds)
}

/** Removes the matching keys of Kith from the local storage, except those with text that no server has. */
const removeSentData = (matches: (key: string) => boolean) =>
  withLocalStorage((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(KEY_PREFIX) && matches(key) && !holdsUnsentText(key, storage.getItem(key)))
        storage.removeItem(key)
  })

const deleteStores = (userIds: readonly string[], signedOutUserId?: string) =>
  deleteDeviceStores(userIds, (userId, unsent) => {
    if (userId !== signedOutUserId) backUpUnsent(userId, unsent)
  })

/** Returns the ids of users with data on this device. Checks the stored value: another version may have written it. */
function knownUsers(): string[] {
  const known: unknown = withLocalStorage((storage) => JSON.parse(storage.getItem(USERS_KEY) ?? '[]'))
  return Array.isArray(known) ? known.filter((userId) => typeof userId === 'string') : []
}

/** Returns the result of `use`; undefined if the cache storage is missing, forbidden or does not respond in time. */
const inCaches = <T>(use: (storage: CacheStorage) => Promise<T>) =>
  withFallback(undefined, CACHE_TIMEOUT_MS, async () => use(caches))
