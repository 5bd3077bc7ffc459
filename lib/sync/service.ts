import 'server-only'
import { reservedDatabase } from '@/db/client'
import { findCursor, listEvents } from '@/db/queries/events'
import { hydrate } from '@/lib/events/hydrate'
import type { SyncAnswer, UnknownEvent } from '@/lib/events/parse-event'
import { findDefinition, type LogRow } from '@/lib/events/registry'
import type { Viewer } from '@/lib/session/viewer'

/**
 * Returns the viewer's events above `since`; undefined when there are none; `reset` when the log no longer has the next
 * event or ends before `since`.
 */
export async function readEventsSince(viewer: Viewer, since: number, limit: number): Promise<SyncAnswer | undefined> {
  const cursor = await findCursor(reservedDatabase(), viewer.id)
  if (since === cursor) return undefined
  const rows = since < cursor ? await listEvents(reservedDatabase(), viewer.id, since, limit) : []
  const last = rows.at(-1)?.seq ?? since
  // Pruned, or `since` is ahead of a restored database.
  if (rows.length === 0 || last - since !== rows.length) return { reset: true, cursor }
  return { cursor: last, events: await hydrateFor(viewer, rows), more: last < cursor }
}

type EventRow = Awaited<ReturnType<typeof listEvents>>[number]

async function hydrateFor(viewer: Viewer, rows: readonly EventRow[]): Promise<UnknownEvent[]> {
  // Rows of a known type were written from a StoredEvent, by this version or a compatible one.
  const known = rows.filter(({ type }) => findDefinition(type)).map((row) => ({ ...row, userId: viewer.id }) as LogRow)
  const hydrated = new Map((await hydrate(reservedDatabase(), known)).map((event) => [event.seq, event]))
  return rows.map(({ seq, type }) => ({ seq, type, data: hydrated.get(seq)?.data ?? null }))
}
