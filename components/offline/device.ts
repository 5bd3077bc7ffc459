import { deleteDeviceStores } from './device-store'
import { orElse } from './or-else'
import { inStorage } from './storage'

const CURRENT = 'kith.user'
const KNOWN = 'kith.users'
const OWN = 'kith.'
/** The device's and not a person's. */
const STAYS: readonly string[] = ['kith.theme', 'kith.sound']
/** Says to the service worker, and to the next page, that a session is still to be ended on the server. */
const TO_SIGN_OUT = 'kith-signed-out'
const PATIENCE_MS = 2000

/** Whose data this device keeps. */
export const personOfDevice = (): string | undefined => inStorage((storage) => storage.getItem(CURRENT)) ?? undefined

/** From now on the device is this person's; what it kept of anybody else is gone. */
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

/** Wipes everything of everybody from the device. */
export async function wipeDevice(): Promise<void> {
  const people = knownPeople()
  inStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(OWN) && !STAYS.includes(key)) storage.removeItem(key)
  })
  await deleteDeviceStores(people)
}

/** Signed out where the server cannot be told: it is told before anything of it is shown again. */
export async function signOutLater(): Promise<void> {
  await inCaches((storage) => storage.open(TO_SIGN_OUT))
}

/** Whether a session is still to be ended on the server. */
export const isToSignOut = async (): Promise<boolean> =>
  (await inCaches((storage) => storage.has(TO_SIGN_OUT))) ?? false

export async function signedOutAtLast(): Promise<void> {
  await inCaches((storage) => storage.delete(TO_SIGN_OUT))
}

async function forgetPeople(userIds: readonly string[]) {
  inStorage((storage) => {
    for (const key of Object.keys(storage))
      if (userIds.some((userId) => key.startsWith(OWN) && key.includes(userId))) storage.removeItem(key)
  })
  await deleteDeviceStores(userIds)
}

/** What is in storage may be of another version, or anybody's. */
function knownPeople(): string[] {
  const known: unknown = inStorage((storage) => JSON.parse(storage.getItem(KNOWN) ?? '[]'))
  return Array.isArray(known) ? known.filter((userId) => typeof userId === 'string') : []
}

/** What `use` makes of the cache storage; undefined where there is none, it is forbidden or does not answer. */
const inCaches = <T>(use: (storage: CacheStorage) => Promise<T>) =>
  orElse(undefined, PATIENCE_MS, async () => use(caches))
