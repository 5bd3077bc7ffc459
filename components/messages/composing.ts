'use client'

import { useSyncExternalStore } from 'react'

/** What the composer of a conversation is for, when not for a new message. */
export type Composing =
  | {
      kind: 'edit'
      clientId: string
      /** The text as it stands in the log. */
      stored: string
      text: string
      /** While the server is asked. */
      pending: boolean
    }
  | { kind: 'reply'; seq: number }

const modes = new Map<string, Composing>()
const listeners = new Set<() => void>()

/** Outlives the conversation's screen, so that looking elsewhere meanwhile loses nothing. */
export const composing = {
  of: (conversationId: string) => modes.get(conversationId),
  set(conversationId: string, mode: Composing | undefined) {
    if (mode) modes.set(conversationId, mode)
    else modes.delete(conversationId)
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export const useComposing = (conversationId: string): Composing | undefined =>
  useSyncExternalStore(
    composing.subscribe,
    () => composing.of(conversationId),
    () => undefined,
  )
