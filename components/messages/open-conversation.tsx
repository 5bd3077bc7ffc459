'use client'

import { createContext, useContext } from 'react'
import type { Conversation } from '@/lib/messages/schema'
import type { MessageActions } from './use-message-actions'
import type { ShownMessage } from './use-messages'

/** What every message on the screen needs to know of the conversation it stands in. */
export interface OpenConversation {
  conversation: Conversation
  viewerId: string
  actions: MessageActions
  /** A message that is on the screen, or above it. */
  messageAt(seq: number): ShownMessage | undefined
  /** Brings such a message into sight and gives it the focus. */
  jumpTo(seq: number): void
}

export const OpenConversationContext = createContext<OpenConversation | undefined>(undefined)

export function useOpenedConversation(): OpenConversation {
  const open = useContext(OpenConversationContext)
  if (!open) throw new Error('This part of the page stands outside a conversation.')
  return open
}
