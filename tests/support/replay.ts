import 'server-only'
import { me } from '@/lib/accounts/service-me'
import { conversationOf, conversationsOf } from '@/lib/conversations/service-list'
import { applyEvent, queryKeys } from '@/lib/events/apply-event'
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
import { sync } from '@/lib/sync/service'

type Key = readonly unknown[]
/** What a tab may hold, by the key it is kept under. */
export type TabState = Map<string, { key: Key; data: unknown }>

const MOST = 100

/** Everything that a tab of this viewer may hold and the log keeps true; lists whole. `q` is what was searched for. */
export async function tabStateOf(viewer: Viewer, q: string, conversationIds: readonly string[]): Promise<TabState> {
  const people = (status: 'accepted' | 'pending', direction: 'incoming' | 'outgoing', found = '') =>
    wholeOf((cursor) => friendsOf(viewer, { status, direction, q: found, cursor, limit: MOST }).then(withoutMutual))
  const blocked = { status: 'blocked', direction: 'incoming', q: '', limit: MOST } as const
  const { counts } = await me(viewer)
  const state: [Key, unknown][] = [
    [queryKeys.me, { counts }],
    [queryKeys.friends, await people('accepted', 'incoming')],
    [queryKeys.friendsFound(q), await people('accepted', 'incoming', q)],
    [queryKeys.requests('incoming'), await people('pending', 'incoming')],
    [queryKeys.requests('outgoing'), await people('pending', 'outgoing')],
    [queryKeys.blocked, await wholeOf((cursor) => blockedBy(viewer, { ...blocked, cursor }))],
    [queryKeys.people(q), await searchPeople(viewer, q)],
    [queryKeys.conversations(''), await wholeOf((cursor) => conversationsOf(viewer, { q: '', cursor, limit: MOST }))],
    [queryKeys.drafts, await draftsOf(viewer)],
    [
      queryKeys.notifications,
      await wholeOf((cursor) => notificationsOf(viewer, { cursor: numberOf(cursor), limit: MOST })),
    ],
  ]
  for (const conversationId of conversationIds) {
    state.push([queryKeys.conversation(conversationId), await conversationOf(viewer, conversationId)])
    state.push([
      queryKeys.messages(conversationId),
      await historyOf(viewer, { conversationId, limit: MOST }).then(single),
    ])
  }
  return new Map(state.map(([key, data]) => [key.join(), { key, data }]))
}

/** How many friends two people have in common also changes with what others do, and is as of the fetch. */
const withoutMutual = ({ items, nextCursor }: Page<Friend>) => ({
  items: items.map(({ mutual: _, ...item }) => item),
  nextCursor,
})

const numberOf = (cursor: string | undefined) => (cursor === undefined ? undefined : Number(cursor))
const single = <Item>(page: Page<Item>) => ({ pages: [page], pageParams: [undefined] })

/** All pages of a list as a single one. */
async function wholeOf<Item>(page: (cursor: string | undefined) => Promise<Page<Item>>) {
  const items: Item[] = []
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const { items: more, nextCursor } = await page(cursor)
    items.push(...more)
    cursor = nextCursor
  }
  return single({ items, nextCursor: null })
}

/** The viewer's events above the cursor, all of a kind that the catalogue knows. */
export async function eventsSince(viewer: Viewer, since: number): Promise<LogEvent[]> {
  const answer = await sync(viewer, since, 500)
  if (!answer) return []
  if (!('events' in answer) || answer.more) throw new Error('The log was reset, or is longer than a page.')
  return answer.events.map((event) => {
    const known = parseLogEvent(event)
    if (!known) throw new Error(`The catalogue does not know ${JSON.stringify(event)}.`)
    return known
  })
}

/** What the tab holds after the events; STALE what it fetches again. Throws where it would fetch for no reason. */
export function replayed(
  { key, data: start }: { key: Key; data: unknown },
  events: readonly LogEvent[],
  viewer: Viewer,
) {
  let data = start
  for (const event of events) {
    const next = applyEvent(key, data, event, viewer.id)
    if (next === STALE && !isToBeFetchedAgain(key, event))
      throw new Error(`${key.join()} is fetched again because of ${JSON.stringify(event)}.`)
    if (next === STALE) return STALE
    data = next
  }
  return data
}

/** The events that do not tell enough to change what is kept under the key. */
function isToBeFetchedAgain([kind, detail]: Key, event: LogEvent): boolean {
  switch (kind) {
    case 'me':
      return true // Counts are the server's to make.
    case 'profile':
    case 'mutual':
      return affectsPerson(event, String(detail)) || event.type === 'friend_accepted' || event.type === 'friend_removed'
    case 'people':
      return event.type === 'blocks_changed' && !event.data.blocked // They may be found again.
    case 'blocked':
      return event.type === 'blocks_changed' && event.data.blocked // The name to show is the server's to say.
    case 'conversation':
    case 'conversations':
      // So is the picture that is to be seen again, and what stands in the place of a message that is hidden.
      if (event.type === 'blocks_changed') return !event.data.blocked
      if (event.type === 'message_hidden') return true
      return (event.type === 'new_message' || event.type === 'message_updated') && 'gone' in event.data
    case 'friends':
      // Only the server can say who is found by a text.
      if (detail !== undefined && (event.type === 'friend_accepted' || event.type === 'profile_changed')) return true
      return event.type === 'friend_accepted' && !('username' in event.data.fromUser) // Blocked since.
    case 'requests':
      if (event.type !== 'friend_request') return false
      // Friends in common are the server's to count; and somebody may have been blocked since.
      return detail === 'incoming' || !('username' in event.data.toUser)
    case 'sessions':
    case 'invitations':
      return true // Short lists, rarely looked at: no event tells more than that something is new.
    default:
      return false
  }
}
