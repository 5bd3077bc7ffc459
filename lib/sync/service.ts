import 'server-only'
import { reservedDatabase } from '@/db/client'
import { findCursor, listEvents } from '@/db/queries/events'
import { hydrate } from '@/lib/events/hydrate'
import type { SyncAnswer, UnknownEvent } from '@/lib/events/parse-event'
import { findDefinition, type LogRow } from '@/lib/events/registry'
import type { Viewer } from '@/lib/session/viewer'

/** The viewer's events above `since`; undefined when there are none; `reset` when the log does not reach back, or not so far on. */
export async function sync(viewer: Viewer, since: number, limit: number): Promise<SyncAnswer | undefined> {
  const cursor = await findCursor(reservedDatabase(), viewer.id)
  if (since === cursor) return undefined
  const rows = since < cursor ? await listEvents(reservedDatabase(), viewer.id, since, limit) : []
  const last = rows.at(-1)?.seq ?? since
  if (rows.length === 0 || last - since !== rows.length) return { reset: true, cursor } // Pruned, or ahead of a restored log.
  return { cursor: last, events: await seenBy(viewer, rows), more: last < cursor }
}

type Stored = Awaited<ReturnType<typeof listEvents>>[number]

async function seenBy(viewer: Viewer, rows: readonly Stored[]): Promise<UnknownEvent[]> {
  // What is stored under a known type was written by this code or its like, from a StoredEvent.
  const known = rows.filter(({ type }) => findDefinition(type)).map((row) => ({ ...row, userId: viewer.id }) as LogRow)
  const hydrated = new Map((await hydrate(reservedDatabase(), known)).map((event) => [event.seq, event]))
  return rows.map(({ seq, type }) => ({ seq, type, data: hydrated.get(seq)?.data ?? null }))
}
