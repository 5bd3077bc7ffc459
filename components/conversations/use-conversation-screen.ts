'use client'

import { type RefObject, useRef } from 'react'
import type { ConversationContextValue } from '@/components/messages/conversation-context'
import type { MessageActions } from '@/components/messages/message-actions'
import { useMessageActions } from '@/components/messages/use-message-actions'
import { useMe } from '@/components/sync/use-me'
import type { Person } from '@/lib/accounts/schema'
import type { Conversation } from '@/lib/conversations/schema'

/** Returns the context value for the messages of an open conversation, and a ref for the element that contains them. */
export function useConversationScreen(id: string, conversation: Conversation | undefined) {
  const { user } = useMe()
  const actions = useMessageActions(id)
  const root = useRef<HTMLDivElement>(null)
  const { peer, open = false } = conversation ?? {}
  return { context: useContextValue({ id, peer, open, viewerId: user.id, actions, root }), root }
}

interface Fields {
  id: string
  peer: Person | undefined
  open: boolean
  viewerId: string
  actions: MessageActions
  root: RefObject<HTMLDivElement | null>
}

/** Returns the same value until a field changes: each new value renders every message again. */
function useContextValue({ id, peer, open, viewerId, actions, root }: Fields): ConversationContextValue | undefined {
  if (!peer) return undefined
  return {
    conversation: { id, peer, open },
    viewerId,
    actions,
    jumpTo(seq: number) {
      const message = root.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
      message?.scrollIntoView({ block: 'center' })
      message?.focus({ preventScroll: true })
    },
  }
}
