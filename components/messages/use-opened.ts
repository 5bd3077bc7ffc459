'use client'

import { type RefObject, useRef } from 'react'
import { useMe } from '@/components/providers/use-me'
import type { Conversation } from '@/lib/messages/schema'
import type { OpenConversation } from './open-conversation'
import { useMessageActions } from './use-message-actions'
import type { ShownMessage } from './use-messages'

/** What the messages of a conversation on the screen need to know; `place` is the element that holds them. */
export function useOpened(
  id: string,
  conversation: Conversation | undefined,
  messages: readonly ShownMessage[],
): { opened: OpenConversation | undefined; place: RefObject<HTMLDivElement | null> } {
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
