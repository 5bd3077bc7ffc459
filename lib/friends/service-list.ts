import 'server-only'
import { database } from '@/db/client'
import { listBlocks } from '@/db/queries/blocks'
import { listFriends } from '@/db/queries/friend-list'
import { listRequests } from '@/db/queries/friendships'
import { type Page, pageOf, parseTimeCursorInput, timeCursor } from '@/lib/paging'
import type { Viewer } from '@/lib/session/viewer'
import { friendCursor, parseFriendCursorInput } from './cursor'
import type { BlockedPerson, Friend, ListFriendsInput } from './schema'
import { mutualCounts } from './service-mutual'

/** Returns a page of friends, those online first and then by name, or of open requests, newest first. */
export async function friendsOf(
  viewer: Viewer,
  input: ListFriendsInput & { status: 'accepted' | 'pending' },
): Promise<Page<Friend>> {
  return input.status === 'accepted' ? acceptedPage(viewer, input) : pendingPage(viewer, input)
}

async function acceptedPage(viewer: Viewer, { q, cursor, limit }: ListFriendsInput): Promise<Page<Friend>> {
  const after = parseFriendCursorInput(cursor)
  const rows = await listFriends(database(), viewer.id, q, after, limit + 1)
  const { items, nextCursor } = pageOf(rows, limit, ({ at, wasOnline, displayName, username }) =>
    friendCursor({ at: after?.at ?? nextMillisecond(at), online: wasOnline, displayName, username }),
  )
  return {
    items: items.map(({ at: _at, wasOnline: _wasOnline, since, lastSeenAt, ...item }) => ({
      ...item,
      since: since.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      greeting: null,
    })),
    nextCursor,
  }
}

/** PostgreSQL counts microseconds: somebody who came online in this millisecond was online. */
const nextMillisecond = (at: Date) => new Date(at.getTime() + 1)

async function pendingPage(viewer: Viewer, { direction, q, cursor, limit }: ListFriendsInput): Promise<Page<Friend>> {
  const rows = await listRequests(database(), viewer.id, direction, q, parseTimeCursorInput(cursor), limit + 1)
  const { items, nextCursor } = withTimes(pageOf(rows, limit, ({ since, id }) => timeCursor({ at: since, id })))
  const mutual = direction === 'incoming' ? await mutualCounts(viewer, idsOf(items)) : undefined
  return {
    items: items.map((item) => ({
      ...item,
      online: false,
      lastSeenAt: null,
      ...(mutual ? { mutual: mutual(item.id) } : {}),
    })),
    nextCursor,
  }
}

const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id)

const withTimes = <Row extends { since: Date }>({ items, nextCursor }: Page<Row>) => ({
  items: items.map((row) => ({ ...row, since: row.since.toISOString() })),
  nextCursor,
})

/** Returns a page of users blocked by the viewer, newest first, with the names visible when they were blocked. */
export async function blockedBy(viewer: Viewer, { q, cursor, limit }: ListFriendsInput): Promise<Page<BlockedPerson>> {
  const rows = await listBlocks(database(), viewer.id, q, parseTimeCursorInput(cursor), limit + 1)
  return withTimes(pageOf(rows, limit, ({ since, id }) => timeCursor({ at: since, id })))
}
