'use client'

import { createContext, useContext } from 'react'
import type { Conversation } from '@/lib/conversations/schema'
import type { MessageActions } from './use-message-actions'
import type { DisplayMessage } from './use-messages'

/** What every message on the screen needs to know of the conversation it stands in. */
export interface ConversationContextValue {
  conversation: Conversation
  viewerId: string
  actions: MessageActions
  /** A message that is on the screen, or above it. */
  messageAt(seq: number): DisplayMessage | undefined
  /** Brings such a message into sight and gives it the focus. */
  jumpTo(seq: number): void
}

export const ConversationContext = createContext<ConversationContextValue | undefined>(undefined)

export function useConversationContext(): ConversationContextValue {
  const open = useContext(ConversationContext)
  if (!open) throw new Error('This part of the page stands outside a conversation.')
  return open
}
