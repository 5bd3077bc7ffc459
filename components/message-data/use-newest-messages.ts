'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { pagedQueryOptions } from '@/components/sync/use-pages'
import type { Message } from '@/lib/messages/schema'
import { historyQuery } from './message-queries'

/** The newest messages of a conversation, which are always kept up to date. */
export function useNewestMessages(id: string) {
  const { data, isError, ...result } = useInfiniteQuery({
    ...pagedQueryOptions<Message>(historyQuery(id)),
    structuralSharing: false, // It would copy every message that moves within its page.
  })
  return {
    /** Pages with the newest first; within a page the oldest message is first. */
    pages: data?.pages ?? [],
    state: data ? ('ready' as const) : isError ? ('error' as const) : ('loading' as const),
    isFetching: result.isFetching,
    updatedAt: result.dataUpdatedAt,
    hasOlder: result.hasNextPage,
    fetchOlder: () => void result.fetchNextPage(),
    retry: () => void result.refetch(),
  }
}
