'use client'

import { usePagedQuery } from '@/components/sync/use-pages'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'

/** The viewer's conversations, newest first; with `q` those where the peer's name begins with it. */
export function useConversations(q = '') {
  const query = q.trim()
  const list = usePagedQuery<Conversation>(queries.conversations.key(query), '/api/messages/conversations', {
    q: query,
  })
  const { items: conversations, ...rest } = list
  return { conversations, ...rest }
}
