'use client'

import { usePagedQuery } from '@/components/sync/use-pages'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'

/** Returns the viewer's conversations, newest first; with `q`, those whose peer's name matches. */
export function useConversations(q = '') {
  const wanted = q.trim()
  const list = usePagedQuery<Conversation>(queries.conversations.key(wanted), '/api/messages/conversations', {
    q: wanted,
  })
  const { items: conversations, ...rest } = list
  return { conversations, ...rest }
}
