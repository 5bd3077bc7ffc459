'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'
import type { WindowPage } from '@/lib/search/schema'

/** Number of messages loaded on each side of the given seq. */
const PAGE_RADIUS = 25
/** How long messages that are no longer shown stay in the query cache. */
const CACHE_TIME_MS = 60_000

/** Selects a page: the one around a seq, or the one before or after a cursor. */
type PageParam = { at: number } | { before: string } | { after: string }

/** The messages around a seq of a conversation, with paging in both directions; no request is made without `at`. */
export function useMessagesAround(id: string, at: number | undefined) {
  const { data, isError, ...result } = useInfiniteQuery({
    queryKey: queries.messagesAround.key(id, at ?? 0),
    queryFn: ({ pageParam }) => pageAt(id, pageParam),
    initialPageParam: { at: at ?? 0 } as PageParam,
    getNextPageParam: ({ nextCursor }): PageParam | undefined =>
      nextCursor === null ? undefined : { before: nextCursor },
    getPreviousPageParam: ({ newerCursor }): PageParam | undefined =>
      newerCursor === null ? undefined : { after: newerCursor },
    enabled: at !== undefined,
    gcTime: CACHE_TIME_MS,
  })
  return {
    /** Pages with the newest first; within a page the oldest message is first. */
    pages: data?.pages ?? [],
    state: data ? ('ready' as const) : isError ? ('error' as const) : ('loading' as const),
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void (result.hasNextPage && !result.isFetching && result.fetchNextPage()),
    hasNewer: result.hasPreviousPage,
    loadNewer: () => void (result.hasPreviousPage && !result.isFetching && result.fetchPreviousPage()),
    retry: () => void result.refetch(),
  }
}

async function pageAt(id: string, param: PageParam): Promise<WindowPage> {
  const history = (query: Record<string, string | number>) => get<Page<Message>>(`/api/messages/${id}`, query)
  if ('before' in param) return { ...(await history(param)), newerCursor: null } // Not used in an older page.
  if ('after' in param) {
    const newer = await history(param)
    return { items: newer.items, nextCursor: String(Number(param.after) + 1), newerCursor: newer.nextCursor }
  }
  const [older, newer] = await Promise.all([
    history({ before: param.at + 1, limit: PAGE_RADIUS }),
    history({ after: param.at, limit: PAGE_RADIUS }),
  ])
  return { items: [...older.items, ...newer.items], nextCursor: older.nextCursor, newerCursor: newer.nextCursor }
}
