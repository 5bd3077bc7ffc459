'use client'

import { useSyncExternalStore } from 'react'
import { createListeners } from '@/components/create-store'
import { withLocalStorage } from '@/components/offline/local-storage'
import { serverNow } from '@/components/server-time'

const PREFIX = 'kith.draft.'

/** The draft of a conversation, as stored on this device. */
export interface StoredDraft {
  text: string
  /** Time of the last change in ms, by the server's clock. */
  at: number
  /** The server has this version. */
  saved: boolean
}

const drafts = new Map<string, StoredDraft | undefined>()
const { subscribe, notify } = createListeners()

/** The draft of a conversation, stored on this device until it is sent or the user signs out. */
export function useDraft(userId: string, conversationId: string) {
  const draft = useSyncExternalStore(
    subscribe,
    () => readDraft(userId, conversationId)?.text ?? '',
    () => '',
  )
  return [draft, (text: string) => saveDraft(userId, conversationId, { text, at: serverNow(), saved: false })] as const
}

export const readDraft = (userId: string, conversationId: string) => read(keyOf(userId, conversationId))

/** Stores a draft; undefined deletes it. */
export const saveDraft = (userId: string, conversationId: string, draft: StoredDraft | undefined) =>
  write(keyOf(userId, conversationId), draft)

/** Returns the ids of the conversations for which this device has a draft of the user. */
export function conversationsWithDrafts(userId: string): string[] {
  const prefix = keyOf(userId, '')
  const known = [...drafts].flatMap(([key, draft]) => (draft ? [key] : []))
  const keys = new Set([...keysOfStorage(), ...known])
  return [...keys].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
}

/** Deletes every draft of the user on this device. */
export function deleteDrafts(userId: string) {
  for (const conversationId of conversationsWithDrafts(userId)) saveDraft(userId, conversationId, undefined)
}

const keyOf = (userId: string, conversationId: string) => `${PREFIX}${userId}.${conversationId}`

function read(key: string): StoredDraft | undefined {
  if (!drafts.has(key)) drafts.set(key, parseDraft(withLocalStorage((storage) => storage.getItem(key))))
  return drafts.get(key)
}

function write(key: string, draft: StoredDraft | undefined) {
  drafts.set(key, draft)
  withLocalStorage((storage) => (draft ? storage.setItem(key, JSON.stringify(draft)) : storage.removeItem(key)))
  notify()
}

/** Checks the stored value: another version, or another program, may have written it. */
function parseDraft(stored: string | null | undefined): StoredDraft | undefined {
  if (!stored) return undefined
  try {
    const { text, at, saved } = JSON.parse(stored) as Partial<Record<keyof StoredDraft, unknown>>
    if (typeof text === 'string' && typeof at === 'number') return { text, at, saved: saved === true }
  } catch {
    // Not JSON: it is plain text.
  }
  return { text: stored, at: 0, saved: false }
}

const keysOfStorage = () => withLocalStorage((storage) => Object.keys(storage)) ?? []
