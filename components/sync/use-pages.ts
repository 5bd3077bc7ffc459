'use client'

import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import { get } from './api'
import type { PagedQuery } from './paged-query'

type LoadState = 'loading' | 'ready' | 'error'

/** Returns the query options of a paged list of the API. */
export const pagedQueryOptions = <Item>({ key, path, query, cursorName = 'cursor' }: PagedQuery) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => get<Page<Item>>(path, { ...query, [cursorName]: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Item>) => page.nextCursor ?? undefined,
  })

/** A paged list of the API. */
export function usePagedQuery<Item>(list: PagedQuery) {
  const result = useInfiniteQuery(pagedQueryOptions<Item>(list))
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
