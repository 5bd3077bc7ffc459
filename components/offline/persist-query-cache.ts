import type { Query, QueryClient } from '@tanstack/react-query'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import type { DeviceStore, PersistedQuery } from './device-store'

/** Kinds of queries that are available offline. */
const PERSISTED_KINDS: readonly unknown[] = [
  'me',
  'friends',
  'requests',
  'notifications',
  'conversations',
  'conversation',
  'messages',
  'profile',
]
const MAX_MESSAGES = 50
const BATCH_DELAY_MS = 1000
/** An unchanged query is stored again after this many events, so that the next start has few events to fetch. */
const RENEW_AFTER_EVENTS = 200

/**
 * Stores the query cache on the device, each query with the cursor that it is up to date with. Applying the event log
 * from the oldest of these cursors updates all of them: an event applied twice changes nothing. Returns a function that
 * stops it.
 */
export function persistQueryCache(
  queryClient: QueryClient,
  store: Pick<DeviceStore, 'putQueries'>,
  cursor: () => number,
): () => void {
  const changed = new Set<Query>()
  const storedAt = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    timer = undefined
    const now = cursor()
    for (const query of queryClient.getQueryCache().getAll())
      if (isPersisted(query) && now - (storedAt.get(query.queryHash) ?? now) > RENEW_AFTER_EVENTS) changed.add(query)
    const persisted: PersistedQuery[] = []
    for (const query of changed) {
      if (query.state.isInvalidated) continue // Not up to date with `now`; the version stored before stays valid.
      storedAt.set(query.queryHash, now)
      persisted.push({ key: query.queryKey, data: persistedData(query), cursor: now })
    }
    changed.clear()
    if (persisted.length > 0) void store.putQueries(persisted)
  }

  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !isPersisted(event.query)) return
    changed.add(event.query)
    timer ??= setTimeout(flush, BATCH_DELAY_MS)
  })
  for (const query of queryClient.getQueryCache().getAll()) if (isPersisted(query)) changed.add(query)
  timer = setTimeout(flush, BATCH_DELAY_MS)
  addEventListener('pagehide', flush)
  return () => {
    unsubscribe()
    removeEventListener('pagehide', flush)
    clearTimeout(timer)
  }
}

function isPersisted({ queryKey: [kind, detail], state }: Query): boolean {
  return state.data !== undefined && PERSISTED_KINDS.includes(kind) && (kind !== 'conversations' || detail === '')
}

/** Returns the part of a query's data to store: the newest messages of a conversation, the first page of a list. */
function persistedData({ queryKey: [kind], state: { data } }: Query): unknown {
  if (!isPages(data)) return data
  const [first] = data.pages
  if (!first) return data
  const page = kind === 'messages' ? newestOf(first as Pages<Message>['pages'][number]) : first // By its key.
  return { pages: [page], pageParams: data.pageParams.slice(0, 1) }
}

function newestOf(page: Pages<Message>['pages'][number]) {
  const items = page.items.slice(-MAX_MESSAGES)
  const oldest = items[0]
  const isCut = oldest !== undefined && items.length < page.items.length
  return { items, nextCursor: isCut ? String(oldest.seq) : page.nextCursor }
}

const isPages = (data: unknown): data is Pages<unknown> =>
  typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data

/** Returns the stored queries and the oldest of their cursors; undefined without `me`, which the app needs to start. */
export async function readPersistedQueries(store: DeviceStore) {
  const persisted = await store.listQueries()
  if (!persisted.some(({ key }) => key[0] === queries.me.key()[0])) return undefined
  return { queries: persisted, cursor: Math.min(...persisted.map(({ cursor }) => cursor)) }
}
