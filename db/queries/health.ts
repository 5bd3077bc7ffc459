import 'server-only'
import type { Db } from '@/db/client'

const QUERY_TIMEOUT_MS = 2000

/** Returns true when the database responds within QUERY_TIMEOUT_MS. */
export function ping(db: Db): Promise<boolean> {
  const response = db.$client`select 1`.then(
    () => true,
    () => false,
  )
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, QUERY_TIMEOUT_MS, false).unref())
  return Promise.race([response, timeout])
}
