'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import type { Conversation } from '@/lib/conversations/schema'
import { queries } from '@/lib/events/apply-event'
import { itemsOf, type Pages } from '@/lib/pages'

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: queries.conversation.key(id),
    queryFn: async () => (await get<{ conversation: Conversation }>(`/api/messages/conversations/${id}`)).conversation,
  })

/** One conversation of the viewer. Until it is fetched, its data from the conversation list is used. */
export function useConversation(id: string) {
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery({
    ...conversationQuery(id),
    placeholderData() {
      const list = queryClient.getQueryData<Pages<Conversation>>(queries.conversations.key(''))
      return list && itemsOf(list).find((conversation) => conversation.id === id)
    },
  })
  return { conversation: data, state: stateOf(data, error), retry: () => void refetch() }
}

function stateOf(data: Conversation | undefined, error: Error | null) {
  if (data) return 'ready'
  if (error instanceof Problem && error.status === 404) return 'not_found'
  return error ? 'error' : 'loading'
}
