import 'server-only'
import { database } from '@/db/client'
import { listFriends, listRequests } from '@/db/queries/friendships'
import type { Viewer } from '@/lib/auth/viewer'
import { type Page, pageOf, timeCursor, timeCursorOf } from '@/lib/paging'
import type { Friend, ListFriendsInput } from './schema'

/** Friends by username, or open requests with the newest first. */
export async function friendsOf(viewer: Viewer, input: ListFriendsInput): Promise<Page<Friend>> {
  switch (input.status) {
    case 'accepted':
      return acceptedPage(viewer, input)
    case 'pending':
      return pendingPage(viewer, input)
  }
}

async function acceptedPage(viewer: Viewer, { q, cursor, limit }: ListFriendsInput) {
  const rows = await listFriends(database(), viewer.id, q, cursor, limit + 1)
  return withTimes(pageOf(rows, limit, ({ username }) => username))
}

async function pendingPage(viewer: Viewer, { direction, q, cursor, limit }: ListFriendsInput) {
  const before = timeCursorOf(cursor)
  const rows = await listRequests(database(), viewer.id, direction, q, before, limit + 1)
  return withTimes(pageOf(rows, limit, ({ since, id }) => timeCursor({ at: since, id })))
}

const withTimes = <Row extends { since: Date }>({ items, nextCursor }: Page<Row>) => ({
  items: items.map((row) => ({ ...row, since: row.since.toISOString() })),
  nextCursor,
})
