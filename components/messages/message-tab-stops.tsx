'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { createStore } from '@/components/create-store'
import { TabStops } from '@/components/ui/tab-stops'

/** The clientId of the message with the focus. */
const focusedMessage = createStore<string | undefined>(undefined)

export function noteFocusedMessage(focused: Element | undefined) {
  const clientId = focused?.closest<HTMLElement>('[data-message]')?.dataset.message
  if (clientId !== focusedMessage.get()) focusedMessage.set(clientId)
}

/**
 * Makes the log one tab stop: Tab reaches the controls in a message only while the focus is in that message. This is a
 * context that the controls read, not a change of their DOM attributes: so it holds from the first HTML on, for messages
 * that arrive, and for controls that are rendered again or later. When the focus moves, only two messages are rendered.
 */
export function MessageTabStops({ clientId, children }: { clientId: string; children: ReactNode }) {
  const isFocused = useSyncExternalStore(
    focusedMessage.subscribe,
    () => focusedMessage.get() === clientId,
    () => false,
  )
  return <TabStops reachable={isFocused}>{children}</TabStops>
}
