import type { Query, QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

const REFETCH_TOGETHER_MS = 100

/** What is marked as out of date stays so until it was fetched: the cache takes the mark away with every event poured in. */
export function keepMarks(client: QueryClient) {
  const marked = new Set<Query>()
  return client.getQueryCache().subscribe(({ type, query, ...rest }) => {
    if (type === 'removed') marked.delete(query)
    if (type !== 'updated' || !('action' in rest)) return
    if (query.state.isInvalidated) marked.add(query)
    else if (rest.action.type === 'success' && !rest.action.manual) marked.delete(query)
    else if (marked.has(query)) query.invalidate()
  })
}

/** What is on the screen and out of date, because nobody was in reach when it was fetched. */
export function isOwed(query: Query): boolean {
  const { isInvalidated, fetchStatus, status, error } = query.state
  if (!isInvalidated || fetchStatus !== 'idle' || !query.isActive()) return false
  const isRefused = status === 'error' && error instanceof Problem && error.status >= 400 && error.status < 500
  return !isRefused // It would be refused again.
}

/** Fetches what events could not tell, a burst of them once. */
export function createRefetcher(queryClient: QueryClient) {
  const asked = new Map<string, Query>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    for (const { queryKey } of asked.values()) void queryClient.invalidateQueries({ queryKey, exact: true })
    asked.clear()
  }
  return {
    ask(query: Query) {
      query.invalidate() // Also when nobody looks at it now, or the fetch comes to nothing.
      asked.set(query.queryHash, query)
      timer ??= setTimeout(flush, REFETCH_TOGETHER_MS)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
