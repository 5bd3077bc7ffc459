'use client'

import { infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import { get } from './api'

type LoadState = 'loading' | 'ready' | 'error'

type Query = Record<string, string>

/** Returns the query options of a paged list of the API. */
export const pagedQueryOptions = <Item>(queryKey: QueryKey, path: string, query: Query, cursorName = 'cursor') =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => get<Page<Item>>(path, { ...query, [cursorName]: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Item>) => page.nextCursor ?? undefined,
  })

/** A paged list of the API, cached under `queryKey`. */
export function usePagedQuery<Item>(queryKey: QueryKey, path: string, query: Query, cursorName?: string) {
  const result = useInfiniteQuery(pagedQueryOptions<Item>(queryKey, path, query, cursorName))
  const { data, isError, hasNextPage, isFetchingNextPage } = result
  const state: LoadState = data ? 'ready' : isError ? 'error' : 'loading'
  return {
    pages: data?.pages ?? [],
    items: data ? itemsOf(data) : [],
    state,
    error: result.error,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: () => void (hasNextPage && !isFetchingNextPage && result.fetchNextPage()),
    retry: () => void result.refetch(),
  }
}
