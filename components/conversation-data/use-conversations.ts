'use client'

import { usePagedQuery } from '@/components/sync/use-pages'
import type { Conversation } from '@/lib/conversations/schema'
import { conversationsQuery } from './conversation-queries'

/** The viewer's conversations, newest first; with `q` those where the peer's name begins with it. */
export function useConversations(q = '') {
  const { items: conversations, ...rest } = usePagedQuery<Conversation>(conversationsQuery(q.trim()))
  return { conversations, ...rest }
}
