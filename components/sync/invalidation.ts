import type { Query, QueryClient } from '@tanstack/react-query'
import { backoffMs } from './backoff'
import { isRefusal } from './problem'

const BATCH_DELAY_MS = 100
/** React Query has retried a few times by then. */
const FIRST_WAIT_MS = 5000

/** Keeps queries invalidated until they are fetched, because the cache clears the flag with every setQueryData. */
export function keepInvalidated(client: QueryClient) {
  const marked = new Set<Query>()
  return client.getQueryCache().subscribe(({ type, query, ...rest }) => {
    if (type === 'removed') marked.delete(query)
    if (type !== 'updated' || !('action' in rest)) return
    if (query.state.isInvalidated) marked.add(query)
    else if (rest.action.type === 'success' && !rest.action.manual) marked.delete(query)
    else if (marked.has(query)) query.invalidate()
  })
}

/** Whether the query is on the screen, out of date, and not being fetched. */
export function isRefetchDue(query: Query): boolean {
  const { isInvalidated, fetchStatus, status, error } = query.state
  const isDue = isInvalidated || status === 'error'
  return isDue && fetchStatus === 'idle' && query.isActive() && !(status === 'error' && isRefusal(error))
}

/**
 * Refetches queries that events could not update: once for a burst of events, and again after failures until it
 * succeeds.
 */
export function createRefetcher(queryClient: QueryClient) {
  const asked = new Map<string, Query>()
  const failing = new Map<string, { failures: number; timer: ReturnType<typeof setTimeout> }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = (hash: string) => {
    clearTimeout(failing.get(hash)?.timer)
    failing.delete(hash)
  }
  const askLater = (query: Query) => {
    const failures = failing.get(query.queryHash)?.failures ?? 0
    clearTimeout(failing.get(query.queryHash)?.timer)
    const again = () => isRefetchDue(query) && ask(query)
    const retry = setTimeout(again, backoffMs(failures, query.state.error, FIRST_WAIT_MS))
    failing.set(query.queryHash, { failures: failures + 1, timer: retry })
  }
  const unwatch = queryClient.getQueryCache().subscribe(({ type, query, ...rest }) => {
    const action = type === 'updated' && 'action' in rest ? rest.action.type : type
    if (action === 'error' && isRefetchDue(query)) askLater(query)
    if (action === 'success' || action === 'removed') forget(query.queryHash)
  })
  const flush = () => {
    timer = undefined
    for (const { queryKey } of asked.values()) void queryClient.invalidateQueries({ queryKey, exact: true })
    asked.clear()
  }
  const ask = (query: Query) => {
    query.invalidate() // Also when it is not on the screen, or the fetch fails.
    asked.set(query.queryHash, query)
    timer ??= setTimeout(flush, BATCH_DELAY_MS)
  }
  return {
    ask,
    stop() {
      unwatch()
      for (const hash of [...failing.keys()]) forget(hash)
      clearTimeout(timer)
      timer = undefined
    },
  }
}
