import 'server-only'
import { me } from '@/lib/accounts/service-me'
import { conversationOf, conversationsOf } from '@/lib/conversations/service-list'
import { applyEvent, queries } from '@/lib/events/apply-event'
import { parseLogEvent } from '@/lib/events/parse-event'
import type { LogEvent } from '@/lib/events/registry'
import type { Friend } from '@/lib/friends/schema'
import { blockedBy, friendsOf } from '@/lib/friends/service-list'
import { draftsOf } from '@/lib/messages/service-drafts'
import { historyOf } from '@/lib/messages/service-history'
import { notificationsOf } from '@/lib/notifications/service'
import { STALE } from '@/lib/pages'
import type { Page } from '@/lib/paging'
import { affectsPerson } from '@/lib/people/reducers'
import { searchPeople } from '@/lib/people/service-search'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'

type Key = readonly unknown[]
/** The data in a tab's query cache, by the joined query key. */
export type TabState = Map<string, { key: Key; data: unknown }>

const PAGE_LIMIT = 100

/** Loads all data that a tab of this viewer may cache and events update; lists are complete. `q` is the search text. */
export async function loadTabState(viewer: Viewer, q: string, conversationIds: readonly string[]): Promise<TabState> {
  const people = (status: 'accepted' | 'pending', direction: 'incoming' | 'outgoing', found = '') =>
    wholeOf((cursor) =>
      friendsOf(viewer, { status, direction, q: found, cursor, limit: PAGE_LIMIT }).then(withoutMutual),
    )
  const blocked = { status: 'blocked', direction: 'incoming', q: '', limit: PAGE_LIMIT } as const
  const { counts } = await me(viewer)
  const state: [Key, unknown][] = [
    [queries.me.key(), { counts }],
    [queries.friends.key(), await people('accepted', 'incoming')],
    [queries.friends.key(q), await people('accepted', 'incoming', q)],
    [queries.requests.key('incoming'), await people('pending', 'incoming')],
    [queries.requests.key('outgoing'), await people('pending', 'outgoing')],
    [queries.blocked.key(), await wholeOf((cursor) => blockedBy(viewer, { ...blocked, cursor }))],
    [queries.people.key(q), await searchPeople(viewer, q)],
    [
      queries.conversations.key(''),
      await wholeOf((cursor) => conversationsOf(viewer, { q: '', cursor, limit: PAGE_LIMIT })),
    ],
    [queries.drafts.key(), await draftsOf(viewer)],
    [
      queries.notifications.key(),
      await wholeOf((cursor) => notificationsOf(viewer, { cursor: numberOf(cursor), limit: PAGE_LIMIT })),
    ],
  ]
  for (const conversationId of conversationIds) {
    state.push([queries.conversation.key(conversationId), await conversationOf(viewer, conversationId)])
    state.push([
      queries.messages.key(conversationId),
      await historyOf(viewer, { conversationId, limit: PAGE_LIMIT }).then(single),
    ])
  }
  return new Map(state.map(([key, data]) => [key.join(), { key, data }]))
}

/** Removes the count of mutual friends, which also changes by actions of others and is not updated by events. */
const withoutMutual = ({ items, nextCursor }: Page<Friend>) => ({
  items: items.map(({ mutual: _, ...item }) => item),
  nextCursor,
})

const numberOf = (cursor: string | undefined) => (cursor === undefined ? undefined : Number(cursor))
const single = <Item>(page: Page<Item>) => ({ pages: [page], pageParams: [undefined] })

/** Loads all pages of a list as a single page. */
async function wholeOf<Item>(page: (cursor: string | undefined) => Promise<Page<Item>>) {
  const items: Item[] = []
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const { items: more, nextCursor } = await page(cursor)
    items.push(...more)
    cursor = nextCursor
  }
  return single({ items, nextCursor: null })
}

/** Returns the viewer's events above the cursor; throws if the catalogue does not know one of them. */
export async function eventsSince(viewer: Viewer, since: number): Promise<LogEvent[]> {
  const answer = await readEventsSince(viewer, since, 500)
  if (!answer) return []
  if (!('events' in answer) || answer.more) throw new Error('The log was reset, or is longer than a page.')
  return answer.events.map((event) => {
    const known = parseLogEvent(event)
    if (!known) throw new Error(`The catalogue does not know ${JSON.stringify(event)}.`)
    return known
  })
}

/** Applies the events to cached data. Returns STALE if it must be refetched; throws if a refetch is not necessary. */
export function applyEvents(
  { key, data: start }: { key: Key; data: unknown },
  events: readonly LogEvent[],
  viewer: Viewer,
) {
  let data = start
  for (const event of events) {
    const next = applyEvent(key, data, event, viewer.id)
    if (next === STALE && !mustBeRefetched(key, event))
      throw new Error(`${key.join()} is fetched again because of ${JSON.stringify(event)}.`)
    if (next === STALE) return STALE
    data = next
  }
  return data
}

/** Returns whether the event lacks data to update the cached data of the key. */
function mustBeRefetched([kind, detail]: Key, event: LogEvent): boolean {
  switch (kind) {
    case 'me':
      return true // Only the server can compute the counts.
    case 'profile':
    case 'mutual':
      return affectsPerson(event, String(detail)) || event.type === 'friend_accepted' || event.type === 'friend_removed'
    case 'people':
      return event.type === 'blocks_changed' && !event.data.blocked // The unblocked person may be in the result again.
    case 'blocked':
      return event.type === 'blocks_changed' && event.data.blocked // Only the server knows the name to show.
    case 'conversation':
    case 'conversations':
      // Only the server knows the picture of an unblocked person, and the message shown in place of a hidden one.
      if (event.type === 'blocks_changed') return !event.data.blocked
      if (event.type === 'message_hidden') return true
      return (event.type === 'new_message' || event.type === 'message_updated') && 'gone' in event.data
    case 'friends':
      // Only the server can tell who matches a search text.
      if (detail !== undefined && (event.type === 'friend_accepted' || event.type === 'profile_changed')) return true
      return event.type === 'friend_accepted' && !('username' in event.data.fromUser) // They were blocked meanwhile.
    case 'requests':
      if (event.type !== 'friend_request') return false
      // Only the server can count mutual friends, and the person may have been blocked meanwhile.
      return detail === 'incoming' || !('username' in event.data.toUser)
    case 'sessions':
    case 'invitations':
      return true // Short lists that are rarely shown: their events only say that something changed.
    default:
      return false
  }
}
