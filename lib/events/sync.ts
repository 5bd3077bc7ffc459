import 'server-only'
import { database } from '@/db/client'
import { findCursor, listEvents } from '@/db/queries/events'
import type { Viewer } from '@/lib/auth/viewer'
import type { SyncAnswer } from './catalogue'
import { hydrate } from './hydrate'
import type { LogRow } from './references'

/** The viewer's events above `since`; undefined when there are none; `reset` when the log does not reach back, or not so far on. */
export async function sync(viewer: Viewer, since: number, limit: number): Promise<SyncAnswer | undefined> {
  const cursor = await findCursor(database(), viewer.id)
  if (since === cursor) return undefined
  const rows = since < cursor ? await listEvents(database(), viewer.id, since, limit) : []
  if (rows[0]?.seq !== since + 1) return { reset: true, cursor }
  const events = await hydrate(
    database(),
    rows.map((row) => ({ ...row, userId: viewer.id }) as LogRow),
  ) // Written by commit() only.
  const last = rows.at(-1)?.seq ?? since
  return { cursor: last, events: events.map(({ seq, type, data }) => ({ seq, type, data })), more: last < cursor }
}
