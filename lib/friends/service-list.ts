import 'server-only'
import { database } from '@/db/client'
import { listFriends, listRequests } from '@/db/queries/friendships'
import type { Viewer } from '@/lib/auth/viewer'
import { AppError } from '@/lib/errors'
import { type Page, pageOf, parseTimeCursor, timeCursor } from '@/lib/paging'
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
  return seen(pageOf(rows, limit, ({ username }) => username))
}

async function pendingPage(viewer: Viewer, { direction, q, cursor, limit }: ListFriendsInput) {
  const before = cursor === undefined ? undefined : parseTimeCursor(cursor)
  if (cursor !== undefined && !before)
    throw new AppError('invalid', 'invalid', 'That cursor is not one of ours.', {
      errors: { cursor: 'is not a cursor' },
    })
  const rows = await listRequests(database(), viewer.id, direction, q, before, limit + 1)
  return seen(pageOf(rows, limit, ({ since, id }) => timeCursor({ at: since, id })))
}

const seen = <Row extends { since: Date }>({ items, nextCursor }: Page<Row>) => ({
  items: items.map((row) => ({ ...row, since: row.since.toISOString() })),
  nextCursor,
})
