'use client'

import { type RefObject, useRef } from 'react'
import type { ConversationContextValue } from '@/components/messages/conversation-context'
import { useMessageActions } from '@/components/messages/use-message-actions'
import type { DisplayMessage } from '@/components/messages/use-messages'
import { useMe } from '@/components/sync/use-me'
import type { Conversation } from '@/lib/conversations/schema'

/** What the messages of a conversation on the screen need to know; `place` is the element that holds them. */
export function useConversationScreen(
  id: string,
  conversation: Conversation | undefined,
  messages: readonly DisplayMessage[],
): { opened: ConversationContextValue | undefined; place: RefObject<HTMLDivElement | null> } {
  const { user } = useMe()
  const actions = useMessageActions(id)
  const place = useRef<HTMLDivElement>(null)
  const opened = conversation && {
    conversation,
    viewerId: user.id,
    actions,
    messageAt: (seq: number) => messages.find((message) => message.seq === seq),
    jumpTo(seq: number) {
      const message = place.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
      message?.scrollIntoView({ block: 'center' })
      message?.focus({ preventScroll: true })
    },
  }
  return { opened, place }
}
