'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { conversationQuery } from '@/components/conversation-data/use-conversation'
import type { Conversation } from '@/lib/conversations/schema'

/** Returns the list with the conversation that is open at its top, as long as that has no message yet. */
export function useWithOpenConversation(listed: Conversation[]): Conversation[] {
  const id = conversationIdFromPath(usePathname())
  const { data: open } = useQuery({ ...conversationQuery(id ?? ''), enabled: id !== undefined })
  if (!open || open.lastMessage || listed.some((conversation) => conversation.id === id)) return listed
  return [open, ...listed]
}
