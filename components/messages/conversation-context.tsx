'use client'

import { createContext, useContext } from 'react'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { Conversation } from '@/lib/conversations/schema'
import type { MessageActions } from './message-actions'

/** Data and actions of the open conversation that its messages use. */
export interface ConversationContextValue {
  conversation: Conversation
  viewerId: string
  actions: MessageActions
  /** Returns a message that is loaded. */
  messageAt(seq: number): DisplayMessage | undefined
  /** Scrolls to a loaded message and focuses it. */
  jumpTo(seq: number): void
}

export const ConversationContext = createContext<ConversationContextValue | undefined>(undefined)

export function useConversationContext(): ConversationContextValue {
  const context = useContext(ConversationContext)
  if (!context) throw new Error('useConversationContext needs a ConversationContext above it.')
  return context
}
