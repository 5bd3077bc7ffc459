import { deleteDeviceStores } from './device-store'
import { withLocalStorage } from './local-storage'
import { backUpUnsent, deleteUnsentBackup, holdsUnsentText } from './unsent-backup'
import { withFallback } from './with-fallback'

const CURRENT = 'kith.user'
const KNOWN = 'kith.users'
const OWN = 'kith.'
/** The device's and not a person's. */
const STAYS: readonly string[] = ['kith.theme', 'kith.sound']
/** Says to the service worker, and to the next page, that a session is still to be ended on the server, and whose. */
const TO_SIGN_OUT = 'kith-signed-out'
const WHOSE = '/signed-out'
const CACHE_TIMEOUT_MS = 2000

/** Whose data this device keeps. */
export const deviceOwner = (): string | undefined =>
  withLocalStorage((storage) => storage.getItem(CURRENT)) ?? undefined

/** From now on the device is this person's; what it kept of anybody else is gone, but for what they wrote and nobody has. */
export function claimDevice(userId: string): void {
  const others = knownPeople().filter((known) => known !== userId)
  if (others.length > 0) void forgetPeople(others)
  withLocalStorage((storage) => {
    storage.setItem(CURRENT, userId)
    storage.setItem(KNOWN, JSON.stringify([userId]))
  })
}

/**
 * Calls `left` once the device is somebody else's: they signed in from another tab, perhaps while this one slept. Its next
 * call would be theirs, cookie and all. Answers with the end of the watch.
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
 * Wipes everything of everybody from the device, but for what somebody wrote and no server has: that waits for its writer.
 * Whoever leaves by their own will leaves nothing.
 */
export async function wipeDevice(leaver?: string): Promise<void> {
  const people = knownPeople()
  if (leaver !== undefined) deleteUnsentBackup(leaver)
  removeRead((key) => !STAYS.includes(key))
  await forgetStores(people, leaver)
}

/** The tab of this person is left, with no session of theirs: whoever takes the device next wipes what it keeps of them. */
export function releaseDevice(userId: string): void {
  withLocalStorage((storage) => {
    if (storage.getItem(CURRENT) === userId) storage.removeItem(CURRENT) // Nothing of them is shown without a network.
    storage.setItem(KNOWN, JSON.stringify([...new Set([...knownPeople(), userId])]))
  })
}

/** Signed out where the server cannot be told: it is told before anything of it is shown again. */
export async function deferSignOut(userId: string): Promise<void> {
  await inCaches(async (storage) => (await storage.open(TO_SIGN_OUT)).put(WHOSE, new Response(userId)))
}

/** Whether a session is still to be ended on the server. */
export const hasDeferredSignOut = async (): Promise<boolean> =>
  (await inCaches((storage) => storage.has(TO_SIGN_OUT))) ?? false

/** Whose session that is, as far as it was noted. */
export const deferredSignOutUser = (): Promise<string | undefined> =>
  inCaches(async (storage) => (await storage.match(WHOSE, { cacheName: TO_SIGN_OUT }))?.text())

export async function clearDeferredSignOut(): Promise<void> {
  await inCaches((storage) => storage.delete(TO_SIGN_OUT))
}

async function forgetPeople(userIds: readonly string[]) {
  removeRead((key) => userIds.some((userId) => key.includes(userId)))
  await forgetStores(userIds)
}

/** Removes these of Kith's own keys, but for what somebody wrote and no server has. */
const removeRead = (which: (key: string) => boolean) =>
  withLocalStorage((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(OWN) && which(key) && !holdsUnsentText(key, storage.getItem(key))) storage.removeItem(key)
  })

const forgetStores = (userIds: readonly string[], leaver?: string) =>
  deleteDeviceStores(userIds, (userId, unsent) => {
    if (userId !== leaver) backUpUnsent(userId, unsent)
  })

/** What is in storage may be of another version, or anybody's. */
function knownPeople(): string[] {
  const known: unknown = withLocalStorage((storage) => JSON.parse(storage.getItem(KNOWN) ?? '[]'))
  return Array.isArray(known) ? known.filter((userId) => typeof userId === 'string') : []
}

/** What `use` makes of the cache storage; undefined where there is none, it is forbidden or does not answer. */
const inCaches = <T>(use: (storage: CacheStorage) => Promise<T>) =>
  withFallback(undefined, CACHE_TIMEOUT_MS, async () => use(caches))
