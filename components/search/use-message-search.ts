'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { queries } from '@/lib/events/apply-event'
import { itemsOf } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import type { SearchHit } from '@/lib/search/schema'

/** How long the results of a search that is no longer shown stay in the query cache. */
const CACHE_TIME_MS = 60_000

/** Filters of a search: conversation, author, and creation time (`since` inclusive, `until` exclusive). */
export interface MessageFilter {
  conversationId?: string
  from?: string
  since?: string
  until?: string
}

/** The viewer's messages that contain the words of `q`, newest first; no request is made while it is empty. */
export function useMessageSearch(q: string, filter: MessageFilter) {
  const query = { ...filter, q }
  const result = useInfiniteQuery({
    queryKey: queries.messagesFound.key(query),
    queryFn: ({ pageParam }) => get<Page<SearchHit>>('/api/messages/search', { ...query, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: q !== '',
    staleTime: 0, // Events do not update search results.
    gcTime: CACHE_TIME_MS,
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
