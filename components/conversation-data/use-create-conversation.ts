'use client'

import { useQueryClient } from '@tanstack/react-query'
import { post } from '@/components/sync/api'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'
import { itemsOf, type Pages } from '@/lib/pages'

/** Returns a function that opens the conversation with a friend and returns its id. It throws Problem. */
export function useCreateConversation() {
  const queryClient = useQueryClient()
  return async (personId: string): Promise<string> => {
    const list = queryClient.getQueryData<Pages<Conversation>>(queries.conversations.key(''))
    const known = list && itemsOf(list).find(({ peer, open }) => peer.id === personId && open)
    if (known) return known.id
    const { conversation } = await post<{ conversation: Conversation }>('/api/messages/conversations', {
      userId: personId,
    })
    queryClient.setQueryData(
      queries.conversation.key(conversation.id),
      (known: Conversation | undefined) => known ?? conversation,
    )
    return conversation.id
  }
}
