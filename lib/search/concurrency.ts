import 'server-only'
import { limitConcurrency } from '@/lib/concurrency'
import { singleton } from '@/lib/singletons'

/** Half of the connections of `database()`. */
const MAX_SEARCHES = 3
const MAX_QUEUED = 1000

/** Runs a search when few others run, so that searches cannot use every connection and CPU of the database. */
export const limitSearch = <T>(viewerId: string, search: () => Promise<T>): Promise<T> =>
  singleton('search concurrency', () => limitConcurrency({ max: MAX_SEARCHES, maxQueued: MAX_QUEUED })).run(
    viewerId,
    search,
  )
