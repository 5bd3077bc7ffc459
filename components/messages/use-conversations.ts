'use client'

import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Conversation } from '@/lib/messages/schema'

/** The viewer's conversations, newest first; with `q` those whose other person's name begins with it. */
export function useConversations(q = '') {
  const wanted = q.trim()
  const list = usePages<Conversation>(keys.conversations(wanted), '/api/messages/conversations', { q: wanted })
  const { items: conversations, ...rest } = list
  return { conversations, ...rest }
}
