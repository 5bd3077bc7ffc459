import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

const MAX_RETRIES = 2
const KEPT_MS = 30 * 60_000
/**
 * State of which no event tells every change is fetched again when a screen shows it later than this. Less would ask
 * again for what a page has just brought.
 */
export const FRESH_MS = 10_000

/** Creates the query client of a tab. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY, // Events keep it up to date.
        // On the server a timer for each query would keep the state of a rendered page in memory.
        gcTime: typeof window === 'undefined' ? Number.POSITIVE_INFINITY : KEPT_MS,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          failures < MAX_RETRIES && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      },
    },
  })
