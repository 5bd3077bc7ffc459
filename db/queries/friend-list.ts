import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendships, presence, users } from '@/db/schema'
import { visiblePresence } from './friendships'
import { hasWordsOf } from './name-search'
import { friendIdsOf } from './people'

/** Place of a friend in the list, as of the time `at` of its first page. */
export interface FriendPlace {
  at: Date
  online: boolean
  displayName: string
  username: string
}

/**
 * Returns friends after a place: those who were online at its time first, then by name. Somebody who comes online while
 * the pages are read stays at their place by name, so that no page misses them.
 *
 * The cost depends on the number of friends, not of users: PostgreSQL looks up an array of ids by index, and other data
 * is read for the page only. An index of names by this collation would not be used for that, and would have to be built
 * again after each change of the library that defines the order.
 */
export function listFriends(on: Connection, userId: string, q: string, after: FriendPlace | undefined, limit: number) {
  const { online, lastSeenAt } = visiblePresence(users.seenOnlineBy)
  const wasOnline = after
    ? sql<boolean>`(${online} and ${presence.occupiedAt} < ${after.at.toISOString()}::timestamptz)`
    : online
  const name = sql`${users.displayName} collate "person_names"`
  const page = on
    .select({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      pictureId: users.pictureId,
      online: online.as('online'),
      lastSeenAt: lastSeenAt.as('last_seen_at'),
      wasOnline: wasOnline.as('was_online'),
    })
    .from(users)
    .leftJoin(presence, eq(presence.userId, users.id))
    .where(
      and(
        sql`${users.id} = any(array(select id from ${friendIdsOf(userId)} friend))`,
        hasWordsOf(users.searchText, q),
        after &&
          sql`(not ${wasOnline}, ${name}, ${users.username}) > (${!after.online}, ${after.displayName}, ${after.username})`,
      ),
    )
    .orderBy(desc(wasOnline), name, users.username)
    .limit(limit)
    .as('page')
  return on
    .select({
      id: page.id,
      username: page.username,
      displayName: page.displayName,
      pictureId: page.pictureId,
      since: friendships.updatedAt,
      online: page.online,
      lastSeenAt: page.lastSeenAt,
      wasOnline: page.wasOnline,
      at: sql<Date>`now()`.mapWith(friendships.updatedAt),
    })
    .from(page)
    .innerJoin(
      friendships,
      and(
        eq(friendships.lowId, sql`least(${page.id}, ${userId}::uuid)`),
        eq(friendships.highId, sql`greatest(${page.id}, ${userId}::uuid)`),
      ),
    )
    .orderBy(desc(page.wasOnline), sql`${page.displayName} collate "person_names"`, page.username)
}
