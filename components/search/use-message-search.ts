'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { queries } from '@/lib/events/apply-event'
import { itemsOf } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import type { SearchHit } from '@/lib/search/schema'

/** Time for which the results of a closed search stay cached. */
const KEPT_MS = 60_000

/** Filter of a search: conversation, author, from a time, before a time. */
export interface MessageFilter {
  conversationId?: string
  from?: string
  since?: string
  until?: string
}

/** Searches the viewer's messages for the words of `q`, newest first; idle while it is empty. */
export function useMessageSearch(q: string, filter: MessageFilter) {
  const query = { ...filter, q }
  const result = useInfiniteQuery({
    queryKey: queries.messagesFound.key(query),
    queryFn: ({ pageParam }) => get<Page<SearchHit>>('/api/messages/search', { ...query, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: q !== '',
    staleTime: 0, // Events do not update search results with new messages.
    gcTime: KEPT_MS,
  })
  const { data, error, hasNextPage, isFetchingNextPage } = result
  return {
    hits: data ? itemsOf(data) : [],
    state: data ? ('ready' as const) : stateOf(q, error),
    error,
    hasMore: hasNextPage,
    loadMore: () => void (hasNextPage && !isFetchingNextPage && result.fetchNextPage()),
    retry: () => void result.refetch(),
  }
}

function stateOf(q: string, error: Error | null) {
  if (q === '') return 'idle'
  if (error instanceof Problem && error.status === 422) return 'too_short'
  return error ? 'error' : 'loading'
}
