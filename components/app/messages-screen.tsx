'use client'

import { ConversationPane } from '@/components/conversations/conversation-pane'
import { ConversationsLayout } from '@/components/conversations/conversations-layout'

/** The conversations, and the one in the address. */
export const MessagesScreen = () => (
  <ConversationsLayout>
    <ConversationPane />
  </ConversationsLayout>
)
