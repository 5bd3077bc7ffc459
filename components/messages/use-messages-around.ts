'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'
import type { WindowPage } from '@/lib/search/schema'

/** So many on either side of the place that is looked for. */
const AROUND = 25
/** What is kept of a place nobody looks at any more. */
const KEPT_MS = 60_000

/** Which page: the one around a seq, or the one before or after another. */
type Place = { at: number } | { before: string } | { after: string }

/** The messages around a place in a conversation, growing both ways; idle without a place. */
export function useMessagesAround(id: string, at: number | undefined) {
  const { data, isError, ...result } = useInfiniteQuery({
    queryKey: queries.messagesAround.key(id, at ?? 0),
    queryFn: ({ pageParam }) => pageAt(id, pageParam),
    initialPageParam: { at: at ?? 0 } as Place,
    getNextPageParam: ({ nextCursor }): Place | undefined => (nextCursor === null ? undefined : { before: nextCursor }),
    getPreviousPageParam: ({ newerCursor }): Place | undefined =>
      newerCursor === null ? undefined : { after: newerCursor },
    enabled: at !== undefined,
    gcTime: KEPT_MS,
  })
  return {
    /** The newest first, each ascending. */
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

async function pageAt(id: string, place: Place): Promise<WindowPage> {
  const history = (query: Record<string, string | number>) => get<Page<Message>>(`/api/messages/${id}`, query)
  if ('before' in place) return { ...(await history(place)), newerCursor: null } // Nobody asks what is newer than these.
  if ('after' in place) {
    const newer = await history(place)
    return { items: newer.items, nextCursor: String(Number(place.after) + 1), newerCursor: newer.nextCursor }
  }
  const [older, newer] = await Promise.all([
    history({ before: place.at + 1, limit: AROUND }),
    history({ after: place.at, limit: AROUND }),
  ])
  return { items: [...older.items, ...newer.items], nextCursor: older.nextCursor, newerCursor: newer.nextCursor }
}
