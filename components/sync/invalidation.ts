import type { Query, QueryClient } from '@tanstack/react-query'
import { backoffMs } from './backoff'
import { isRefusal } from './problem'

const BATCH_DELAY_MS = 100
/** The query has been tried a few times by then. */
const FIRST_WAIT_MS = 5000

/** What is marked as out of date stays so until it was fetched: the cache takes the mark away with every event poured in. */
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

/** What is on the screen and out of date, because nobody was in reach when it was fetched. */
export function isRefetchDue(query: Query): boolean {
  const { isInvalidated, fetchStatus, status, error } = query.state
  const isDue = isInvalidated || status === 'error'
  return isDue && fetchStatus === 'idle' && query.isActive() && !(status === 'error' && isRefusal(error))
}

/** Fetches what events could not tell, a burst of them once, and what could not be fetched again until it is. */
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
    query.invalidate() // Also when nobody looks at it now, or the fetch comes to nothing.
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
