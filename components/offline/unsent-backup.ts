import { currentStrings } from '@/components/strings/strings'
import type { OutboxStorage, StoredOutboxItem } from './device-store'
import { withLocalStorage } from './local-storage'

const UNSENT_PREFIX = 'kith.unsent.'
const DRAFT_PREFIX = 'kith.draft.'
const BACKUP_LIFETIME_MS = 30 * 86_400_000

/**
 * Stores unsent messages until their author signs in again, also while others use the device. A message that was never
 * tried is then not sent by itself: somebody else may have typed it.
 */
export function backUpUnsent(userId: string, messages: readonly StoredOutboxItem[]): void {
  const backup = new Map(readUnsentBackup(userId).map((message) => [message.clientId, message]))
  for (const message of messages) backup.set(message.clientId, heldForAuthor(message))
  writeBackup(userId, [...backup.values()])
}

/** Returns the backed-up messages of a user on this device, oldest first. */
export const readUnsentBackup = (userId: string): StoredOutboxItem[] =>
  asMessages(withLocalStorage((storage) => storage.getItem(`${UNSENT_PREFIX}${userId}`))).filter(isFresh)

/** Deletes one message from a user's backup, or all. */
export function deleteUnsentBackup(userId: string, clientId?: string): void {
  const backup = readUnsentBackup(userId)
  if (backup.length > 0)
    writeBackup(userId, clientId === undefined ? [] : backup.filter((message) => message.clientId !== clientId))
}

/**
 * Returns whether an entry of the local storage holds unsent messages or an unsaved draft. Such entries are not deleted
 * when the device owner changes.
 */
export function holdsUnsentText(key: string, value: string | null): boolean {
  if (key.startsWith(UNSENT_PREFIX)) return asMessages(value).some(isFresh)
  if (!key.startsWith(DRAFT_PREFIX)) return false
  const { text, at, saved } = Object(parsed(value))
  return typeof text === 'string' && text.trim() !== '' && saved === false && Date.now() - at < BACKUP_LIFETIME_MS
}

/** Returns the outbox storage with the messages added that were backed up when the user was signed out. */
export const withUnsentBackup = (store: OutboxStorage, userId: string): OutboxStorage => ({
  putUnsent: store.putUnsent,
  async listUnsent() {
    const stored = await store.listUnsent()
    const known = new Set(stored.map(({ clientId }) => clientId))
    return [...stored, ...readUnsentBackup(userId).filter(({ clientId }) => !known.has(clientId))]
  },
  deleteUnsent(clientId) {
    deleteUnsentBackup(userId, clientId)
    return store.deleteUnsent(clientId)
  },
})

/** Marks a message as failed, so that its author must send it again, unless an earlier send must be completed. */
function heldForAuthor(message: StoredOutboxItem): StoredOutboxItem {
  const strings = currentStrings()
  const isSentAgain = message.tried || message.withdrawn
  return isSentAgain ? message : { ...message, fault: message.fault ?? strings.messages.signedOutBefore }
}

const isFresh = ({ createdAt }: StoredOutboxItem) => Date.now() - Date.parse(createdAt) < BACKUP_LIFETIME_MS

const writeBackup = (userId: string, messages: readonly StoredOutboxItem[]) =>
  withLocalStorage((storage) =>
    messages.length > 0
      ? storage.setItem(`${UNSENT_PREFIX}${userId}`, JSON.stringify(messages))
      : storage.removeItem(`${UNSENT_PREFIX}${userId}`),
  )

/** Checks the stored value: another version, or another program, may have written it. */
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
