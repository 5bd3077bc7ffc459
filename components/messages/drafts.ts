'use client'

import { useSyncExternalStore } from 'react'

const PREFIX = 'kith.draft.'

const drafts = new Map<string, string>()
const listeners = new Set<() => void>()

/** What the person has begun to write there, kept on this device until it is sent or they sign out. */
export function useDraft(userId: string, conversationId: string) {
  const key = `${PREFIX}${userId}.${conversationId}`
  const draft = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => '',
  )
  return [draft, (text: string) => write(key, text)] as const
}

/** Forgets every draft of the person on this device. */
export function forgetDrafts(userId: string) {
  const own = `${PREFIX}${userId}.`
  for (const key of keysOfStorage()) if (key.startsWith(own)) write(key, '')
}

function read(key: string): string {
  const known = drafts.get(key)
  if (known !== undefined) return known
  const kept = inStorage((storage) => storage.getItem(key)) ?? ''
  drafts.set(key, kept)
  return kept
}

function write(key: string, text: string) {
  drafts.set(key, text)
  inStorage((storage) => (text === '' ? storage.removeItem(key) : storage.setItem(key, text)))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const keysOfStorage = () => inStorage((storage) => Object.keys(storage)) ?? []

function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage)
  } catch {
    return undefined // Full or forbidden: the draft lives as long as the tab.
  }
}
