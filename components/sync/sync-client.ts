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

/** How long an event that arrived early is held before the missing ones are fetched. */
const HOLD_MS = 300
/** Limit of the endpoint. A tab that missed more events refetches everything, which is faster. */
const MAX_EVENTS_PER_SYNC = 500
/** Number of recent events kept, to apply them to state that was being fetched when they arrived. */
const MAX_REPLAY_EVENTS = 2000

export interface SyncClient {
  /** Returns the seq of the newest event that was applied. */
  cursor(): number
  /** Receives the data of a socket event. */
  receive(data: unknown): void
  /**
   * Fetches the events above the cursor. One run at a time; a call during a run causes one more run. Resolves after the
   * run, also if it failed; a failed run is repeated until it succeeds.
   */
  sync(): Promise<void>
  /**
   * Calls `listener` for each event of the event log, once and in order, after it was applied. Returns a function that
   * stops it.
   */
  onEvent(listener: (event: LogEvent) => void): () => void
  /** Starts observing the query cache. Returns a function that stops the client. */
  start(): () => void
}

/**
 * Reads the viewer's event log in order, by socket and by sync, and applies it to the query cache. Live updates,
 * recovery and polling share this code.
 */
export function createSyncClient(queryClient: QueryClient, viewerId: string, startCursor: number): SyncClient {
  let cursor = startCursor
  const held = new Map<number, Envelope>()
  const recent: LogEvent[] = []
  /** All events above this seq and up to the cursor are in `recent`. */
  let recentFrom = startCursor
  const listeners = new Set<(event: LogEvent) => void>()
  let holdTimer: ReturnType<typeof setTimeout> | undefined
  const refetcher = createRefetcher(queryClient)

  const applyToQuery = (events: readonly LogEvent[], query: Query) => {
    let { data } = query.state
    if (data === undefined) return
    for (const event of events) {
      const next = applyEvent(query.queryKey, data, event, viewerId)
      if (next === STALE) refetcher.request(query)
      else data = next
    }
    if (data !== query.state.data) queryClient.setQueryData(query.queryKey, data)
  }

  /** Applies the events that continue the log. A batch of events changes each query once. */
  const apply = (events: readonly UnknownEvent[]) => {
    const known: LogEvent[] = []
    for (const event of events) {
      if (classifySeq(cursor, event.seq) !== 'apply') continue
      cursor = event.seq
      const parsed = parseLogEvent(event)
      if (parsed) known.push(parsed)
    }
    recent.push(...known)
    const dropped = recent.splice(0, recent.length - MAX_REPLAY_EVENTS)
    recentFrom = dropped.at(-1)?.seq ?? recentFrom
    for (const query of queryClient.getQueryCache().getAll()) applyToQuery(known, query)
    for (const event of known) for (const listener of listeners) listener(event)
  }

  /** Applies the held events that follow the cursor, up to the first that is missing or has no data. */
  const applyHeld = () => {
    const next: Envelope[] = []
    for (const seq of held.keys()) if (seq <= cursor) held.delete(seq)
    for (let event = held.get(cursor + 1); event && !event.truncated; event = held.get(event.seq + 1)) next.push(event)
    for (const { seq } of next) held.delete(seq)
    apply(next)
    if (held.has(cursor + 1)) void sync() // It was too large for the socket.
  }

  /** Sets the cursor and refetches all queries, as a reload of the page does. */
  const startOver = async (newCursor: number) => {
    cursor = newCursor
    recentFrom = newCursor
    recent.length = 0
    await queryClient.invalidateQueries()
    applyHeld()
  }

  const catchUp = async () => {
    for (let [more, missed] = [true, 0]; more; ) {
      const response = await get<SyncAnswer | undefined>('/api/sync', { since: cursor, limit: MAX_EVENTS_PER_SYNC })
      if (!response) break
      if ('reset' in response) return startOver(response.cursor)
      more = response.more
      missed += response.events.length
      if (more && missed >= MAX_EVENTS_PER_SYNC) return startOver((await get<MeResponse>('/api/me')).cursor)
      apply(response.events)
      applyHeld()
    }
    for (const query of queryClient.getQueryCache().getAll()) if (isRefetchDue(query)) refetcher.request(query)
  }

  const retry = createRetryingTask(catchUp)
  const sync = singleFlight(retry.run)

  const receive = (data: unknown) => {
    const envelope = parseEnvelope(data)
    if (!envelope || classifySeq(cursor, envelope.seq) === 'drop') return
    held.set(envelope.seq, envelope)
    applyHeld()
    if (held.size === 0) return
    holdTimer ??= setTimeout(() => {
      holdTimer = undefined
      if (held.size > 0) void sync()
    }, HOLD_MS)
  }

  const replay = (query: Query, since: number) => {
    if (since < recentFrom) refetcher.request(query)
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
      const stopReplay = replayAfterFetch(queryClient, () => cursor, replay)
      const stopInvalidation = keepInvalidated(queryClient)
      return () => {
        stopReplay()
        stopInvalidation()
        clearTimeout(holdTimer)
        holdTimer = undefined
        retry.stop()
        refetcher.stop()
      }
    },
  }
}

/** Applies events that arrived during a fetch again to the fetched data: they were only applied to the old data. */
function replayAfterFetch(client: QueryClient, cursor: () => number, replay: (query: Query, since: number) => void) {
  const startedAt = new Map<string, number>()
  return client.getQueryCache().subscribe(({ type, query, ...rest }) => {
    if (type !== 'updated' || !('action' in rest)) return
    const { action } = rest
    if (action.type === 'fetch') startedAt.set(query.queryHash, cursor())
    if (action.type === 'success' && !action.manual) replay(query, startedAt.get(query.queryHash) ?? cursor())
  })
}

/** Returns a function that runs `run` once at a time; a call during a run causes one more run. */
function singleFlight(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  const start = async () => {
    do {
      again = false
      await run()
    } while (again)
  }
  return () => {
    again = running !== undefined
    running ??= start().finally(() => {
      running = undefined
    })
    return running
  }
}
