'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { WindowParam } from '@/lib/messages/reducers-window'
import type { Message, WindowPage } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'
import { historyState } from './history-state'
import { aroundQuery, joinAround } from './message-queries'

/** How long messages that are no longer shown stay in the query cache. */
const CACHE_TIME_MS = 60_000

/**
 * A window of a conversation's history, with paging in both directions: around a seq, or the one that the viewer has
 * scrolled to, which must be in the query cache. Without a place nothing is requested.
 */
export function useMessagesAround(id: string, place: number | 'scrolled' | undefined) {
  const result = useInfiniteQuery({
    queryKey: queries.messagesAround.key(id, place ?? 0),
    queryFn: ({ pageParam }) => pageAt(id, pageParam),
    initialPageParam: { at: typeof place === 'number' ? place : 0 } as WindowParam,
    getNextPageParam: ({ nextCursor }): WindowParam | undefined =>
      nextCursor === null ? undefined : { before: nextCursor },
    getPreviousPageParam: ({ newerCursor }): WindowParam | undefined =>
      newerCursor === null ? undefined : { after: newerCursor },
    enabled: place !== undefined,
    gcTime: CACHE_TIME_MS,
    structuralSharing: false, // It would copy every message that moves within its page.
  })
  return {
    ...historyState(result),
    hasNewer: result.hasPreviousPage,
    fetchNewer: () => void result.fetchPreviousPage(),
  }
}

async function pageAt(id: string, param: WindowParam): Promise<WindowPage> {
  const history = (query: Record<string, string | number>) => get<Page<Message>>(`/api/messages/${id}`, query)
  if ('before' in param) return { ...(await history(param)), newerCursor: String(Number(param.before) - 1) }
  if ('after' in param) {
    const newer = await history(param)
    return { items: newer.items, nextCursor: String(Number(param.after) + 1), newerCursor: newer.nextCursor }
  }
  const { older, newer } = aroundQuery(id, param.at)
  return joinAround(...(await Promise.all([history(older), history(newer)])))
}
