import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'

/** Returns what the screens use of a query for a part of the history. */
export function historyState<Page>({ data, isError, ...result }: UseInfiniteQueryResult<InfiniteData<Page, unknown>>) {
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
