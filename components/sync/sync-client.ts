import type { Query, QueryClient } from '@tanstack/react-query'
import type { MeResponse } from '@/lib/accounts/schema'
import { applyEvent, classifySeq } from '@/lib/events/apply-event'
import {
  type Envelope,
  parseEnvelope,
  parseLogEvent,
  type SyncAnswer,
  type UnknownEvent,
} from '@/lib/events/parse-event'
import type { LogEvent } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import { get } from './api'
import { createRefetcher, isRefetchDue, keepInvalidated } from './invalidation'
import { createRetryingTask } from './retrying-task'

/** Time that an event waits for earlier ones before they are fetched. */
const HOLD_MS = 300
/** Maximum number of events in one response. A tab that missed more refetches everything it shows, which is faster. */
const MAX_EVENTS_PER_SYNC = 500
/** Number of recent events kept, to apply them to state that was being fetched when they arrived. */
const MAX_REPLAY_EVENTS = 2000

export interface SyncClient {
  /** Returns the seq of the newest applied event. */
  cursor(): number
  /** Takes the data of a socket event. */
  receive(data: unknown): void
  /**
   * Fetches the events above the cursor. One run at a time; a call during a run causes one more. Resolves after the
   * run, even if it failed; it is then repeated until it succeeds.
   */
  sync(): Promise<void>
  /**
   * Calls `listener` once for each event of the log, in order, after it was applied. Returns a function that stops it.
   */
  onEvent(listener: (event: LogEvent) => void): () => void
  /** Watches fetches. Returns a function that stops it. */
  start(): () => void
}

/**
 * Applies the viewer's event log to the query cache in order, from the socket and from sync. Live updates, recovery and
 * polling are this one code path.
 */
export function createSyncClient(queryClient: QueryClient, viewerId: string, startCursor: number): SyncClient {
  let cursor = startCursor
  const held = new Map<number, Envelope>()
  const recent: LogEvent[] = []
  /** `recent` holds every event above this seq up to the cursor. */
  let rememberedFrom = startCursor
  const listeners = new Set<(event: LogEvent) => void>()
  let holdTimer: ReturnType<typeof setTimeout> | undefined
  const refetches = createRefetcher(queryClient)

  const applyToQuery = (events: readonly LogEvent[], query: Query) => {
    let { data } = query.state
    if (data === undefined) return
    for (const event of events) {
      const next = applyEvent(query.queryKey, data, event, viewerId)
      if (next === STALE) refetches.ask(query)
      else data = next
    }
    if (data !== query.state.data) queryClient.setQueryData(query.queryKey, data)
  }

  /** Applies the events that continue the log, with one cache update per query for the whole batch. */
  const apply = (events: readonly UnknownEvent[]) => {
    const known: LogEvent[] = []
    for (const event of events) {
      if (classifySeq(cursor, event.seq) !== 'apply') continue
      cursor = event.seq
      const asKnown = parseLogEvent(event)
      if (asKnown) known.push(asKnown)
    }
    recent.push(...known)
    const forgotten = recent.splice(0, recent.length - MAX_REPLAY_EVENTS)
    rememberedFrom = forgotten.at(-1)?.seq ?? rememberedFrom
    for (const query of queryClient.getQueryCache().getAll()) applyToQuery(known, query)
    for (const event of known) for (const listener of listeners) listener(event)
  }

  /** Applies held events as long as the next one is there with its data. */
  const advance = () => {
    const next: Envelope[] = []
    for (const seq of held.keys()) if (seq <= cursor) held.delete(seq)
    for (let one = held.get(cursor + 1); one && !one.truncated; one = held.get(one.seq + 1)) next.push(one)
    for (const { seq } of next) held.delete(seq)
    apply(next)
    if (held.has(cursor + 1)) void sync() // It was too large for the socket.
  }

  /** Invalidates all queries and continues from this cursor. */
  const startOver = async (at: number) => {
    cursor = at
    rememberedFrom = at
    recent.length = 0
    await queryClient.invalidateQueries()
    advance()
  }

  const catchUp = async () => {
    for (let [more, missed] = [true, 0]; more; ) {
      const answer = await get<SyncAnswer | undefined>('/api/sync', { since: cursor, limit: MAX_EVENTS_PER_SYNC })
      if (!answer) break
      if ('reset' in answer) return startOver(answer.cursor)
      more = answer.more
      missed += answer.events.length
      if (more && missed >= MAX_EVENTS_PER_SYNC) return startOver((await get<MeResponse>('/api/me')).cursor)
      apply(answer.events)
      advance()
    }
    for (const query of queryClient.getQueryCache().getAll()) if (isRefetchDue(query)) refetches.ask(query)
  }

  const retry = createRetryingTask(catchUp)
  const sync = singleFlight(retry.run)

  const receive = (data: unknown) => {
    const envelope = parseEnvelope(data)
    if (!envelope || classifySeq(cursor, envelope.seq) === 'drop') return
    held.set(envelope.seq, envelope)
    advance()
    if (held.size === 0) return
    holdTimer ??= setTimeout(() => {
      holdTimer = undefined
      if (held.size > 0) void sync()
    }, HOLD_MS)
  }

  const replay = (query: Query, since: number) => {
    if (since < rememberedFrom) refetches.ask(query)
    applyToQuery(
      recent.filter(({ seq }) => seq > since),
      query,
    )
  }

  return {
    cursor: () => cursor,
    receive,
    sync,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      const unwatch = replayAfterFetch(queryClient, () => cursor, replay)
      const unmark = keepInvalidated(queryClient)
      return () => {
        unwatch()
        unmark()
        clearTimeout(holdTimer)
        holdTimer = undefined
        retry.stop()
        refetches.stop()
      }
    },
  }
}

/** Applies events again that arrived during a fetch, because they had changed the old state only. */
function replayAfterFetch(client: QueryClient, cursor: () => number, replay: (query: Query, since: number) => void) {
  const startedAt = new Map<string, number>()
  return client.getQueryCache().subscribe(({ type, query, ...rest }) => {
    if (type !== 'updated' || !('action' in rest)) return
    const { action } = rest
    if (action.type === 'fetch') startedAt.set(query.queryHash, cursor())
    if (action.type === 'success' && !action.manual) replay(query, startedAt.get(query.queryHash) ?? cursor())
  })
}

function singleFlight(run: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined
  let again = false
  const start = async () => {
    do {
      again = false
      await run()
    } while (again)
  }
  return () => {
    again = underWay !== undefined
    underWay ??= start().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
