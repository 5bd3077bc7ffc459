'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { Suggestion } from '@/lib/friends/schema'
import type { Page } from '@/lib/paging'

const FRESH_MS = 60_000

/** Returns suggested users; empty while loading. */
export function useSuggestions() {
  const queryClient = useQueryClient()
  const { data } = useQuery({
    queryKey: queries.suggestions.key(),
    queryFn: async () => (await get<Page<Suggestion>>('/api/friends/suggestions')).items,
    staleTime: FRESH_MS, // No event announces friendships between others.
  })
  return {
    people: data ?? [],
    async dismiss(personId: string) {
      await post('/api/friends/suggestions/dismiss', { userId: personId })
      queryClient.setQueryData(queries.suggestions.key(), (people: Suggestion[] | undefined) =>
        people?.filter(({ id }) => id !== personId),
      )
    },
  }
}
