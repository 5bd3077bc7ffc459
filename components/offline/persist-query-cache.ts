import type { Query, QueryClient } from '@tanstack/react-query'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Pages } from '@/lib/pages'
import type { DeviceStore, PersistedQuery } from './device-store'

/** Queries that are stored for offline use. */
const KEPT: readonly unknown[] = [
  'me',
  'friends',
  'requests',
  'notifications',
  'conversations',
  'conversation',
  'messages',
]
const NEWEST_MESSAGES = 50
const GATHER_MS = 1000
/** Number of events after which unchanged state is stored again with a newer cursor. */
const RENEW_AFTER = 200

/**
 * Stores the state of the screens on the device, each query with the cursor up to which it is valid. Syncing from the
 * oldest of these cursors updates all of them, because events are idempotent.
 */
export function persistQueryCache(
  queryClient: QueryClient,
  store: Pick<DeviceStore, 'keepStates'>,
  cursor: () => number,
): () => void {
  const changed = new Set<Query>()
  const keptAt = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    timer = undefined
    const now = cursor()
    for (const query of queryClient.getQueryCache().getAll())
      if (isKept(query) && now - (keptAt.get(query.queryHash) ?? now) > RENEW_AFTER) changed.add(query)
    const states: PersistedQuery[] = []
    for (const query of changed) {
      if (query.state.isInvalidated) continue // Not valid up to this cursor; the version stored before stays valid up to its own.
      keptAt.set(query.queryHash, now)
      states.push({ key: query.queryKey, data: keptData(query), cursor: now })
    }
    changed.clear()
    if (states.length > 0) void store.keepStates(states)
  }

  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || !isKept(event.query)) return
    changed.add(event.query)
    timer ??= setTimeout(flush, GATHER_MS)
  })
  for (const query of queryClient.getQueryCache().getAll()) if (isKept(query)) changed.add(query)
  timer = setTimeout(flush, GATHER_MS)
  addEventListener('pagehide', flush)
  return () => {
    unsubscribe()
    removeEventListener('pagehide', flush)
    clearTimeout(timer)
  }
}

function isKept({ queryKey: [kind, detail], state }: Query): boolean {
  return state.data !== undefined && KEPT.includes(kind) && (kind !== 'conversations' || detail === '')
}

/** Returns the part to store: the newest messages of a conversation, the first page of a list. */
function keptData({ queryKey: [kind], state: { data } }: Query): unknown {
  if (!isPages(data)) return data
  const [first] = data.pages
  if (!first) return data
  const page = kind === 'messages' ? newestOf(first as Pages<Message>['pages'][number]) : first // Stored under `messages`.
  return { pages: [page], pageParams: data.pageParams.slice(0, 1) }
}

function newestOf(page: Pages<Message>['pages'][number]) {
  const items = page.items.slice(-NEWEST_MESSAGES)
  const oldest = items[0]
  const isCut = oldest !== undefined && items.length < page.items.length
  return { items, nextCursor: isCut ? String(oldest.seq) : page.nextCursor }
}

const isPages = (data: unknown): data is Pages<unknown> =>
  typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data

/** Returns the stored queries and the cursor to sync from; undefined when they are not enough to start with. */
export async function readPersistedQueries(store: DeviceStore) {
  const states = await store.states()
  const me = states.find(({ key }) => key[0] === queries.me.key()[0])
  if (!me) return undefined
  return { me: me.data, states, cursor: Math.min(...states.map(({ cursor }) => cursor)) }
}
