'use client'

import { usePagedQuery } from '@/components/sync/use-pages'
import type { Conversation } from '@/lib/conversations/schema'
import { queryKeys } from '@/lib/events/apply-event'

/** The viewer's conversations, newest first; with `q` those whose other person's name begins with it. */
export function useConversations(q = '') {
  const wanted = q.trim()
  const list = usePagedQuery<Conversation>(queryKeys.conversations(wanted), '/api/messages/conversations', {
    q: wanted,
  })
  const { items: conversations, ...rest } = list
  return { conversations, ...rest }
}
