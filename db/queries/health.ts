import 'server-only'
import type { Db } from '@/db/client'

const QUERY_TIMEOUT_MS = 2000

/** Whether the database answers, soon. */
export function ping(db: Db): Promise<boolean> {
  const answer = db.$client`select 1`.then(
    () => true,
    () => false,
  )
  const silence = new Promise<boolean>((resolve) => setTimeout(resolve, QUERY_TIMEOUT_MS, false).unref())
  return Promise.race([answer, silence])
}
