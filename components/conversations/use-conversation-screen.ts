'use client'

import { type RefObject, useRef } from 'react'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import type { ConversationContextValue } from '@/components/messages/conversation-context'
import { useMessageActions } from '@/components/messages/use-message-actions'
import { useMe } from '@/components/sync/use-me'
import type { Conversation } from '@/lib/conversations/schema'

/** Returns the context value for the messages of an open conversation, and a ref for the element that contains them. */
export function useConversationScreen(
  id: string,
  conversation: Conversation | undefined,
  messages: readonly DisplayMessage[],
): { context: ConversationContextValue | undefined; root: RefObject<HTMLDivElement | null> } {
  const { user } = useMe()
  const actions = useMessageActions(id)
  const root = useRef<HTMLDivElement>(null)
  const context = conversation && {
    conversation,
    viewerId: user.id,
    actions,
    messageAt: (seq: number) => messages.find((message) => message.seq === seq),
    jumpTo(seq: number) {
      const message = root.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
      message?.scrollIntoView({ block: 'center' })
      message?.focus({ preventScroll: true })
    },
  }
  return { context, root }
}
