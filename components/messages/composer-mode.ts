'use client'

import { useSyncExternalStore } from 'react'
import { v7 } from 'uuid'
import { createListeners } from '@/components/create-store'
import type { StoredOutboxItem } from '@/components/offline/device-store'
import { TAB_ID } from '@/components/offline/tabs'
import { currentStrings } from '@/components/strings/strings'

/** What the composer of a conversation is for, when not for a new message. */
export type ComposerMode =
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

const modes = new Map<string, ComposerMode>()
const { subscribe, notify } = createListeners()

/** Outlives the conversation's screen, so that looking elsewhere meanwhile loses nothing. */
export const composerModes = {
  of: (conversationId: string) => modes.get(conversationId),
  set(conversationId: string, mode: ComposerMode | undefined) {
    if (mode) modes.set(conversationId, mode)
    else modes.delete(conversationId)
    notify()
  },
  subscribe,
}

export const useComposerMode = (conversationId: string): ComposerMode | undefined =>
  useSyncExternalStore(
    composerModes.subscribe,
    () => composerModes.of(conversationId),
    () => undefined,
  )

const idsOfEdits = new Map<string, string>()

/** What is typed into stored messages and not saved, each as a message of its own that waits for its writer. */
export const unsavedEdits = (): StoredOutboxItem[] => {
  const strings = currentStrings()
  return [...modes].flatMap(([conversationId, mode]) => {
    if (mode.kind !== 'edit' || mode.text === mode.stored || mode.text.trim() === '') return []
    const clientId = idsOfEdits.get(mode.clientId) ?? v7()
    idsOfEdits.set(mode.clientId, clientId) // Asked again it is the same message.
    const fault = strings.messages.editSignedOut
    const createdAt = new Date().toISOString()
    return [{ clientId, conversationId, body: mode.text, replyTo: null, createdAt, tabId: TAB_ID, tried: false, fault }]
  })
}

export const COMPOSER_ID = 'composer'
