'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { Conversation } from '@/lib/conversations/schema'
import type { MessageActions } from './message-actions'

/** Data and actions of the open conversation that its messages use. */
export interface ConversationContextValue {
  conversation: Pick<Conversation, 'id' | 'peer' | 'open'>
  viewerId: string
  actions: MessageActions
  /** Scrolls to a loaded message and focuses it. */
  jumpTo(seq: number): void
}

const ConversationContext = createContext<ConversationContextValue | undefined>(undefined)
/** Apart from the other, because it changes with every message. */
const LoadedMessages = createContext<readonly DisplayMessage[]>([])

interface Props {
  value: ConversationContextValue | undefined
  messages: readonly DisplayMessage[]
  children: ReactNode
}

export const ConversationProvider = ({ value, messages, children }: Props) => (
  <ConversationContext value={value}>
    <LoadedMessages value={messages}>{children}</LoadedMessages>
  </ConversationContext>
)

export function useConversationContext(): ConversationContextValue {
  const context = useContext(ConversationContext)
  if (!context) throw new Error('useConversationContext needs a ConversationProvider above it.')
  return context
}

/** Returns the message with that seq if it is loaded. */
export const useLoadedMessage = (seq: number): DisplayMessage | undefined =>
  useContext(LoadedMessages).find((message) => message.seq === seq)
