import { deleteDeviceStores } from './device-store'
import { withLocalStorage } from './local-storage'
import { backUpUnsent, deleteUnsentBackup, holdsUnsentText } from './unsent-backup'
import { withFallback } from './with-fallback'

const CURRENT = 'kith.user'
const KNOWN = 'kith.users'
const OWN = 'kith.'
/** Keys of the device itself, kept when the user changes. */
const STAYS: readonly string[] = ['kith.theme', 'kith.sound']
/**
 * Cache that tells the service worker and the next page that a session must still be ended on the server, and whose.
 */
const TO_SIGN_OUT = 'kith-signed-out'
const WHOSE = '/signed-out'
const CACHE_TIMEOUT_MS = 2000

/** Returns the id of the user whose data this device stores. */
export const deviceOwner = (): string | undefined =>
  withLocalStorage((storage) => storage.getItem(CURRENT)) ?? undefined

/** Makes the user the owner of the device. Deletes the data of other users, except their unsent text. */
export function claimDevice(userId: string): void {
  const others = knownPeople().filter((known) => known !== userId)
  if (others.length > 0) void forgetPeople(others)
  withLocalStorage((storage) => {
    storage.setItem(CURRENT, userId)
    storage.setItem(KNOWN, JSON.stringify([userId]))
  })
}

/**
 * Calls `left` when another user becomes the owner of the device by signing in from another tab, perhaps while this one
 * was suspended. The next call of this tab would carry their cookie. Returns a function that stops it.
 */
export function onDeviceOwnerChange(userId: string, left: () => void): () => void {
  const check = () => {
    const person = deviceOwner()
    if (person !== undefined && person !== userId) left()
  }
  const listening = new AbortController()
  addEventListener('storage', check, listening)
  addEventListener('pageshow', check, listening)
  document.addEventListener('visibilitychange', check, listening)
  return () => listening.abort()
}

/**
 * Deletes the data of all users from the device, except unsent text, which stays for its author. For `leaver`, who
 * signs out deliberately, unsent text is deleted too.
 */
export async function wipeDevice(leaver?: string): Promise<void> {
  const people = knownPeople()
  if (leaver !== undefined) deleteUnsentBackup(leaver)
  removeRead((key) => !STAYS.includes(key))
  await forgetStores(people, leaver)
}

/** Ends the user's ownership without a sign-out: the next owner deletes their data. */
export function releaseDevice(userId: string): void {
  withLocalStorage((storage) => {
    if (storage.getItem(CURRENT) === userId) storage.removeItem(CURRENT) // Their data is not shown offline.
    storage.setItem(KNOWN, JSON.stringify([...new Set([...knownPeople(), userId])]))
  })
}

/** Records a sign-out while the server is unreachable; the session is ended before anything of it is shown again. */
export async function deferSignOut(userId: string): Promise<void> {
  await inCaches(async (storage) => (await storage.open(TO_SIGN_OUT)).put(WHOSE, new Response(userId)))
}

/** Whether a session must still be ended on the server. */
export const hasDeferredSignOut = async (): Promise<boolean> =>
  (await inCaches((storage) => storage.has(TO_SIGN_OUT))) ?? false

/** Returns the user of that session, if recorded. */
export const deferredSignOutUser = (): Promise<string | undefined> =>
  inCaches(async (storage) => (await storage.match(WHOSE, { cacheName: TO_SIGN_OUT }))?.text())

export async function clearDeferredSignOut(): Promise<void> {
  await inCaches((storage) => storage.delete(TO_SIGN_OUT))
}

async function forgetPeople(userIds: readonly string[]) {
  removeRead((key) => userIds.some((userId) => key.includes(userId)))
  await forgetStores(userIds)
}

/** Removes the keys of Kith that match, except unsent text. */
const removeRead = (which: (key: string) => boolean) =>
  withLocalStorage((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(OWN) && which(key) && !holdsUnsentText(key, storage.getItem(key))) storage.removeItem(key)
  })

const forgetStores = (userIds: readonly string[], leaver?: string) =>
  deleteDeviceStores(userIds, (userId, unsent) => {
    if (userId !== leaver) backUpUnsent(userId, unsent)
  })

/** Parses a stored value, which may come from another version or another script. */
function knownPeople(): string[] {
  const known: unknown = withLocalStorage((storage) => JSON.parse(storage.getItem(KNOWN) ?? '[]'))
  return Array.isArray(known) ? known.filter((userId) => typeof userId === 'string') : []
}

/** Runs `use` on the cache storage. Undefined when it is missing, forbidden or does not answer. */
const inCaches = <T>(use: (storage: CacheStorage) => Promise<T>) =>
  withFallback(undefined, CACHE_TIMEOUT_MS, async () => use(caches))
