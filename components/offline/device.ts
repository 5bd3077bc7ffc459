import { deleteDeviceStores } from './device-store'
import { forgetLeftBehind, isWritten, leaveBehind } from './left-behind'
import { orElse } from './or-else'
import { inStorage } from './storage'

const CURRENT = 'kith.user'
const KNOWN = 'kith.users'
const OWN = 'kith.'
/** The device's and not a person's. */
const STAYS: readonly string[] = ['kith.theme', 'kith.sound']
/** Says to the service worker, and to the next page, that a session is still to be ended on the server, and whose. */
const TO_SIGN_OUT = 'kith-signed-out'
const WHOSE = '/signed-out'
const PATIENCE_MS = 2000

/** Whose data this device keeps. */
export const personOfDevice = (): string | undefined => inStorage((storage) => storage.getItem(CURRENT)) ?? undefined

/** From now on the device is this person's; what it kept of anybody else is gone, but for what they wrote and nobody has. */
export function takeDevice(userId: string): void {
  const others = knownPeople().filter((known) => known !== userId)
  if (others.length > 0) void forgetPeople(others)
  inStorage((storage) => {
    storage.setItem(CURRENT, userId)
    storage.setItem(KNOWN, JSON.stringify([userId]))
  })
}

/**
 * Calls `left` once the device is somebody else's: they signed in from another tab, perhaps while this one slept. Its next
 * call would be theirs, cookie and all. Answers with the end of the watch.
 */
export function watchDevice(userId: string, left: () => void): () => void {
  const look = () => {
    const person = personOfDevice()
    if (person !== undefined && person !== userId) left()
  }
  const listening = new AbortController()
  addEventListener('storage', look, listening)
  addEventListener('pageshow', look, listening)
  document.addEventListener('visibilitychange', look, listening)
  return () => listening.abort()
}

/**
 * Wipes everything of everybody from the device, but for what somebody wrote and no server has: that waits for its writer.
 * Whoever leaves by their own will leaves nothing.
 */
export async function wipeDevice(leaver?: string): Promise<void> {
  const people = knownPeople()
  if (leaver !== undefined) forgetLeftBehind(leaver)
  removeRead((key) => !STAYS.includes(key))
  await forgetStores(people, leaver)
}

/** The tab of this person is left, with no session of theirs: whoever takes the device next wipes what it keeps of them. */
export function leaveDevice(userId: string): void {
  inStorage((storage) => {
    if (storage.getItem(CURRENT) === userId) storage.removeItem(CURRENT) // Nothing of them is shown without a network.
    storage.setItem(KNOWN, JSON.stringify([...new Set([...knownPeople(), userId])]))
  })
}

/** Signed out where the server cannot be told: it is told before anything of it is shown again. */
export async function signOutLater(userId: string): Promise<void> {
  await inCaches(async (storage) => (await storage.open(TO_SIGN_OUT)).put(WHOSE, new Response(userId)))
}

/** Whether a session is still to be ended on the server. */
export const isToSignOut = async (): Promise<boolean> =>
  (await inCaches((storage) => storage.has(TO_SIGN_OUT))) ?? false

/** Whose session that is, as far as it was noted. */
export const personToSignOut = (): Promise<string | undefined> =>
  inCaches(async (storage) => (await storage.match(WHOSE, { cacheName: TO_SIGN_OUT }))?.text())

export async function signedOutAtLast(): Promise<void> {
  await inCaches((storage) => storage.delete(TO_SIGN_OUT))
}

async function forgetPeople(userIds: readonly string[]) {
  removeRead((key) => userIds.some((userId) => key.includes(userId)))
  await forgetStores(userIds)
}

/** Removes these of Kith's own keys, but for what somebody wrote and no server has. */
const removeRead = (which: (key: string) => boolean) =>
  inStorage((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(OWN) && which(key) && !isWritten(key, storage.getItem(key))) storage.removeItem(key)
  })

const forgetStores = (userIds: readonly string[], leaver?: string) =>
  deleteDeviceStores(userIds, (userId, unsent) => {
    if (userId !== leaver) leaveBehind(userId, unsent)
  })

/** What is in storage may be of another version, or anybody's. */
function knownPeople(): string[] {
  const known: unknown = inStorage((storage) => JSON.parse(storage.getItem(KNOWN) ?? '[]'))
  return Array.isArray(known) ? known.filter((userId) => typeof userId === 'string') : []
}

/** What `use` makes of the cache storage; undefined where there is none, it is forbidden or does not answer. */
const inCaches = <T>(use: (storage: CacheStorage) => Promise<T>) =>
  orElse(undefined, PATIENCE_MS, async () => use(caches))
