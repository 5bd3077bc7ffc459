import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Connection } from '@/db/client'
import { friendships, presence, users } from '@/db/schema'
import { presenceSeen } from './friendships'
import { wordPattern } from './prefix'

/**
 * Friends by username, those after `after`. Each is looked up by id and only the page's presence is read, so that a page
 * costs what the owner's friends cost, and not more with everybody who joins.
 */
export function listFriends(on: Connection, userId: string, q: string, after: string | undefined, limit: number) {
  const friend = friendsOf(on, userId)
  const known = on
    .select({
      username: users.username,
      displayName: users.displayName,
      pictureId: users.pictureId,
      seenOnlineBy: users.seenOnlineBy,
    })
    .from(users)
    .where(
      and(
        eq(users.id, friend.id),
        q === '' ? undefined : sql`${users.searchText} like ${wordPattern(q)}`,
        after === undefined ? undefined : sql`${users.username} > ${after}`,
      ),
    )
    .limit(1) // Keeps PostgreSQL from reading all users to join them in one go.
    .as('known')
  const page = on
    .select({
      id: friend.id,
      username: known.username,
      displayName: known.displayName,
      pictureId: known.pictureId,
      seenOnlineBy: known.seenOnlineBy,
      since: friend.since,
    })
    .from(friend)
    .crossJoinLateral(known)
    .orderBy(known.username)
    .limit(limit)
    .as('page')
  return on
    .select({
      id: page.id,
      username: page.username,
      displayName: page.displayName,
      pictureId: page.pictureId,
      since: page.since,
      ...presenceSeen(page.seenOnlineBy),
    })
    .from(page)
    .leftJoin(presence, eq(presence.userId, page.id))
    .orderBy(page.username)
}

/** The ids of somebody's friends with the moment of each friendship, as a subquery. */
function friendsOf(on: Connection, userId: string) {
  const accepted = eq(friendships.status, 'accepted')
  const since = friendships.updatedAt
  return unionAll(
    on
      .select({ id: friendships.highId, since })
      .from(friendships)
      .where(and(eq(friendships.lowId, userId), accepted)),
    on
      .select({ id: friendships.lowId, since })
      .from(friendships)
      .where(and(eq(friendships.highId, userId), accepted)),
  ).as('friend')
}
