import { QueryClient } from '@tanstack/react-query'
import { Problem } from './problem'

const MAX_RETRIES = 2

/** Creates the query client of a tab. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY, // Events keep it up to date.
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          failures < MAX_RETRIES && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      },
    },
  })
