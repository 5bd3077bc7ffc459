'use client'

import { useSyncExternalStore } from 'react'
import { v7 } from 'uuid'
import { createListeners } from '@/components/create-store'
import type { StoredOutboxItem } from '@/components/offline/device-store'
import { TAB_ID } from '@/components/offline/tabs'
import { currentStrings } from '@/components/strings/strings'

/** The mode of a conversation's composer, if it is not for a new message. */
export type ComposerMode =
  | {
      kind: 'edit'
      clientId: string
      /** Seq of the message; 0 if it was unsent when the edit began. */
      seq: number
      /** The current text of the message. */
      stored: string
      text: string
      /** The edit is being saved on the server. */
      pending: boolean
    }
  | { kind: 'reply'; seq: number }

const modes = new Map<string, ComposerMode>()
const { subscribe, notify } = createListeners()

/** The composer modes of all conversations. They outlive the screens, so that switching conversations loses nothing. */
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

const clientIdsOfEdits = new Map<string, string>()

/** Returns the unsaved edits of stored messages, each as a failed message of its own for the outbox. */
export const unsavedEdits = (): StoredOutboxItem[] => {
  const strings = currentStrings()
  return [...modes].flatMap(([conversationId, mode]) => {
    if (mode.kind !== 'edit' || mode.text === mode.stored || mode.text.trim() === '') return []
    const clientId = clientIdsOfEdits.get(mode.clientId) ?? v7()
    clientIdsOfEdits.set(mode.clientId, clientId) // Another call returns the same id.
    const fault = strings.messages.editSignedOut
    const createdAt = new Date().toISOString()
    return [{ clientId, conversationId, body: mode.text, replyTo: null, createdAt, tabId: TAB_ID, tried: false, fault }]
  })
}

export const COMPOSER_ID = 'composer'
