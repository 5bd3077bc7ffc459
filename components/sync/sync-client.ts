import type { Query, QueryClient } from '@tanstack/react-query'
import type { MeResponse } from '@/lib/accounts/schema'
import { coalesceRuns } from '@/lib/coalesce-runs'
import { applyEvent, classifySeq } from '@/lib/events/apply-event'
import { parseEnvelope, parseLogEvent, type SyncAnswer, type UnknownEvent } from '@/lib/events/parse-event'
import type { LogEvent } from '@/lib/events/registry'
import { STALE } from '@/lib/pages'
import type { PageState } from '@/lib/sync/schema'
import { get } from './api'
import { HeldEvents, RecentEvents } from './event-buffers'
import { createRefetcher, isRefetchDue, keepInvalidated } from './invalidation'
import { createRetryingTask } from './retrying-task'

/** How long an event that arrived early is held before the missing ones are fetched. */
const HOLD_MS = 300
/** Limit of the endpoint. A tab that missed more events refetches everything, which is faster. */
const MAX_EVENTS_PER_SYNC = 500

/**
 * Reads the viewer's event log in order, by socket and by sync, and applies it to the query cache. Live updates,
 * recovery and polling share this code.
 */
export class SyncClient {
  readonly #queryClient: QueryClient
  readonly #viewerId: string
  readonly #held = new HeldEvents()
  readonly #recent: RecentEvents
  readonly #listeners = new Set<(event: LogEvent) => void>()
  readonly #refetcher: ReturnType<typeof createRefetcher>
  readonly #adopted = new WeakSet<PageState>()
  readonly #catchUpTask = createRetryingTask(() => this.#catchUp())
  #cursor: number
  #holdTimer: ReturnType<typeof setTimeout> | undefined

  constructor(queryClient: QueryClient, viewerId: string, cursor: number) {
    this.#queryClient = queryClient
    this.#viewerId = viewerId
    this.#cursor = cursor
    this.#recent = new RecentEvents(cursor)
    this.#refetcher = createRefetcher(queryClient)
  }

  /** Returns the seq of the newest event that was applied. */
  readonly cursor = (): number => this.#cursor

  /**
   * Fetches the events above the cursor. Resolves after the run, also if it failed; a failed run is repeated until it
   * succeeds.
   */
  readonly sync = coalesceRuns(this.#catchUpTask.run)

  /**
   * Puts the state of a page into the query cache, once, and applies the events that it may lack. A list of which the
   * cache has more pages stays.
   */
  readonly adopt = (state: PageState): void => {
    if (this.#adopted.has(state)) return // The page is shown again; events have kept the cache up to date.
    this.#adopted.add(state)
    for (const { key, data } of state.queries) {
      if (hasMorePages(this.#queryClient.getQueryData(key))) continue
      this.#queryClient.setQueryData(key, data)
      const query = this.#queryClient.getQueryCache().find({ queryKey: key, exact: true })
      if (query) this.#replay(query, state.cursor)
    }
  }

  /** Starts observing the query cache. Returns a function that stops the client. */
  start(): () => void {
    const stopReplay = this.#replayAfterFetches()
    const stopInvalidation = keepInvalidated(this.#queryClient)
    return () => {
      stopReplay()
      stopInvalidation()
      clearTimeout(this.#holdTimer)
      this.#holdTimer = undefined
      this.#catchUpTask.stop()
      this.#refetcher.stop()
    }
  }

  /**
   * Calls `listener` for each event of the event log, once and in order, after it was applied. Returns a function that
   * stops it.
   */
  onEvent(listener: (event: LogEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Receives the data of a socket event. */
  receive(data: unknown): void {
    const event = parseEnvelope(data)
    if (!event || classifySeq(this.#cursor, event.seq) === 'drop') return
    this.#held.add(event)
    this.#applyHeld()
    if (!this.#held.isEmpty) this.#holdTimer ??= setTimeout(this.#endHold, HOLD_MS)
  }

  readonly #endHold = () => {
    this.#holdTimer = undefined
    if (!this.#held.isEmpty) void this.sync()
  }

  #applyHeld() {
    this.#apply(this.#held.takeNext(this.#cursor))
    if (this.#held.has(this.#cursor + 1)) void this.sync() // It was too large for the socket.
  }

  /** Applies the events that continue the log. A batch of events changes each query once. */
  #apply(events: readonly UnknownEvent[]) {
    const known: LogEvent[] = []
    for (const event of events) {
      if (classifySeq(this.#cursor, event.seq) !== 'apply') continue
      this.#cursor = event.seq
      const parsed = parseLogEvent(event)
      if (parsed) known.push(parsed)
    }
    this.#recent.add(known)
    for (const query of this.#allQueries()) this.#applyToQuery(known, query)
    for (const event of known) for (const listener of this.#listeners) listener(event)
  }

  #applyToQuery(events: readonly LogEvent[], query: Query) {
    let { data } = query.state
    if (data === undefined) return
    for (const event of events) {
      const next = applyEvent(query.queryKey, data, event, this.#viewerId)
      if (next === STALE) this.#refetcher.request(query)
      else data = next
    }
    if (data !== query.state.data) this.#queryClient.setQueryData(query.queryKey, data)
  }

  async #catchUp(): Promise<void> {
    for (let [more, missed] = [true, 0]; more; ) {
      const query = { since: this.#cursor, limit: MAX_EVENTS_PER_SYNC }
      const response = await get<SyncAnswer | undefined>('/api/sync', query)
      if (!response) break
      if ('reset' in response) return this.#startOver(response.cursor)
      more = response.more
      missed += response.events.length
      if (more && missed >= MAX_EVENTS_PER_SYNC) return this.#startOver((await get<MeResponse>('/api/me')).cursor)
      this.#apply(response.events)
      this.#applyHeld()
    }
    for (const query of this.#allQueries()) if (isRefetchDue(query)) this.#refetcher.request(query)
  }

  /** Sets the cursor and refetches all queries, as a reload of the page does. */
  async #startOver(cursor: number) {
    this.#cursor = cursor
    this.#recent.clear(cursor)
    await this.#queryClient.invalidateQueries()
    this.#applyHeld()
  }

  /** Applies events that arrived during a fetch again to the fetched data: they were only applied to the old data. */
  #replayAfterFetches(): () => void {
    const startedAt = new Map<string, number>()
    return this.#queryClient.getQueryCache().subscribe(({ type, query, ...rest }) => {
      if (type !== 'updated' || !('action' in rest)) return
      const { action } = rest
      if (action.type === 'fetch') startedAt.set(query.queryHash, this.#cursor)
      if (action.type === 'success' && !action.manual) this.#replay(query, startedAt.get(query.queryHash))
    })
  }

  #replay(query: Query, since = this.#cursor) {
    const { events, isComplete } = this.#recent.since(since)
    if (!isComplete) this.#refetcher.request(query)
    this.#applyToQuery(events, query)
  }

  #allQueries = () => this.#queryClient.getQueryCache().getAll()
}

const hasMorePages = (data: unknown) =>
  typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages) && data.pages.length > 1
