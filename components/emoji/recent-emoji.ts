import { withLocalStorage } from '@/components/offline/local-storage'

const MAX_RECENT = 16

/** The recently used emoji of users for whom the browser stores nothing. */
const unstored = new Map<string, string[]>()

/** Contains the user id, so that the entry is deleted with the other data of the user on this device. */
const keyOf = (userId: string) => `kith.emoji.${userId}`

/** Returns the emoji that the user chose last on this device, the newest first. */
export const recentEmoji = (userId: string): readonly string[] =>
  unstored.get(userId) ?? parse(withLocalStorage((storage) => storage.getItem(keyOf(userId))))

/** Puts the emoji first. */
export function rememberEmoji(userId: string, emoji: string): void {
  const recent = [emoji, ...recentEmoji(userId).filter((other) => other !== emoji)].slice(0, MAX_RECENT)
  const isStored = withLocalStorage((storage) => {
    storage.setItem(keyOf(userId), JSON.stringify(recent))
    return true
  })
  if (isStored) unstored.delete(userId)
  else unstored.set(userId, recent)
}

/** Checks the stored value: another version, or another program, may have written it. */
function parse(stored: string | null | undefined): string[] {
  try {
    const recent: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(recent) ? recent.filter((emoji) => typeof emoji === 'string') : []
  } catch {
    return []
  }
}
