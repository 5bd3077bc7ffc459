import { currentStrings } from '@/components/strings/strings'
import type { OutboxStorage, StoredOutboxItem } from './device-store'
import { withLocalStorage } from './local-storage'

const UNSENT = 'kith.unsent.'
const DRAFT = 'kith.draft.'
const KEPT_FOR_MS = 30 * 86_400_000

/**
 * Backs up unsent messages until their author is signed in again, whoever uses the device meanwhile. A message that was
 * never tried then waits for the author's confirmation, because somebody else may have typed it.
 */
export function backUpUnsent(userId: string, messages: readonly StoredOutboxItem[]): void {
  const left = new Map(readUnsentBackup(userId).map((message) => [message.clientId, message]))
  for (const message of messages) left.set(message.clientId, waiting(message))
  keep(userId, [...left.values()])
}

/** Returns the user's backed-up messages, oldest first. */
export const readUnsentBackup = (userId: string): StoredOutboxItem[] =>
  asMessages(withLocalStorage((storage) => storage.getItem(`${UNSENT}${userId}`))).filter(isFresh)

/** Deletes one backed-up message of the user, or all. */
export function deleteUnsentBackup(userId: string, clientId?: string): void {
  const left = readUnsentBackup(userId)
  if (left.length > 0)
    keep(userId, clientId === undefined ? [] : left.filter((message) => message.clientId !== clientId))
}

/** Whether a storage key holds unsent text, which is kept when the user changes. */
export function holdsUnsentText(key: string, value: string | null): boolean {
  if (key.startsWith(UNSENT)) return asMessages(value).some(isFresh)
  if (!key.startsWith(DRAFT)) return false
  const { text, at, saved } = Object(parsed(value))
  return typeof text === 'string' && text.trim() !== '' && saved === false && Date.now() - at < KEPT_FOR_MS
}

/** Adds the user's backed-up messages to the outbox storage. */
export const withUnsentBackup = (store: OutboxStorage, userId: string): OutboxStorage => ({
  keepUnsent: store.keepUnsent,
  async unsent() {
    const kept = await store.unsent()
    const known = new Set(kept.map(({ clientId }) => clientId))
    return [...kept, ...readUnsentBackup(userId).filter(({ clientId }) => !known.has(clientId))]
  },
  forgetUnsent(clientId) {
    deleteUnsentBackup(userId, clientId)
    return store.forgetUnsent(clientId)
  },
})

function waiting(message: StoredOutboxItem): StoredOutboxItem {
  const strings = currentStrings()
  const goesOn = message.tried || message.withdrawn
  return goesOn ? message : { ...message, fault: message.fault ?? strings.messages.signedOutBefore }
}

const isFresh = ({ createdAt }: StoredOutboxItem) => Date.now() - Date.parse(createdAt) < KEPT_FOR_MS

const keep = (userId: string, messages: readonly StoredOutboxItem[]) =>
  withLocalStorage((storage) =>
    messages.length > 0
      ? storage.setItem(`${UNSENT}${userId}`, JSON.stringify(messages))
      : storage.removeItem(`${UNSENT}${userId}`),
  )

/** Parses a stored value, which may come from another version or another script. */
function asMessages(stored: string | null | undefined): StoredOutboxItem[] {
  const messages = parsed(stored)
  return Array.isArray(messages) ? messages.filter(isMessage) : []
}

function isMessage(value: unknown): value is StoredOutboxItem {
  const { clientId, conversationId, body, createdAt } = Object(value)
  return [clientId, conversationId, body, createdAt].every((field) => typeof field === 'string')
}

function parsed(stored: string | null | undefined): unknown {
  try {
    return JSON.parse(stored ?? 'null')
  } catch {
    return null
  }
}
