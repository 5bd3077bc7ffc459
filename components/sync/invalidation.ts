import type { Query, QueryClient } from '@tanstack/react-query'
import { backoffMs } from './backoff'
import { isRefusal } from './problem'

const BATCH_DELAY_MS = 100
/** First delay of a retry; the query client has already retried a few times by then. */
const FIRST_RETRY_MS = 5000

/**
 * Keeps invalidated queries invalidated until they are fetched: TanStack Query clears the flag whenever an event is
 * applied with `setQueryData`. Returns a function that stops it.
 */
export function keepInvalidated(client: QueryClient) {
  const invalidated = new Set<Query>()
  return client.getQueryCache().subscribe(({ type, query, ...rest }) => {
    if (type === 'removed') invalidated.delete(query)
    if (type !== 'updated' || !('action' in rest)) return
    if (query.state.isInvalidated) invalidated.add(query)
    else if (rest.action.type === 'success' && !rest.action.manual) invalidated.delete(query)
    else if (invalidated.has(query)) query.invalidate()
  })
}

/** Returns whether an observed query is out of date, is not being fetched, and was not refused by the server. */
export function isRefetchDue(query: Query): boolean {
  const { isInvalidated, fetchStatus, status, error } = query.state
  const isDue = isInvalidated || status === 'error'
  return isDue && fetchStatus === 'idle' && query.isActive() && !(status === 'error' && isRefusal(error))
}

/** Refetches queries that events could not update, in batches, and retries failed queries until they succeed. */
export function createRefetcher(queryClient: QueryClient) {
  const requested = new Map<string, Query>()
  const failing = new Map<string, { failures: number; timer: ReturnType<typeof setTimeout> }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancelRetry = (hash: string) => {
    clearTimeout(failing.get(hash)?.timer)
    failing.delete(hash)
  }
  const requestLater = (query: Query) => {
    const failures = failing.get(query.queryHash)?.failures ?? 0
    clearTimeout(failing.get(query.queryHash)?.timer)
    const refetch = () => isRefetchDue(query) && request(query)
    const retry = setTimeout(refetch, backoffMs(failures, query.state.error, FIRST_RETRY_MS))
    failing.set(query.queryHash, { failures: failures + 1, timer: retry })
  }
  const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query, ...rest }) => {
    const action = type === 'updated' && 'action' in rest ? rest.action.type : type
    if (action === 'error' && isRefetchDue(query)) requestLater(query)
    if (action === 'success' || action === 'removed') cancelRetry(query.queryHash)
  })
  const flush = () => {
    timer = undefined
    for (const { queryKey } of requested.values()) void queryClient.invalidateQueries({ queryKey, exact: true })
    requested.clear()
  }
  const request = (query: Query) => {
    query.invalidate() // So that it is fetched later if it is not observed now, or the fetch fails.
    requested.set(query.queryHash, query)
    timer ??= setTimeout(flush, BATCH_DELAY_MS)
  }
  return {
    request,
    stop() {
      unsubscribe()
      for (const hash of [...failing.keys()]) cancelRetry(hash)
      clearTimeout(timer)
      timer = undefined
    },
  }
}
