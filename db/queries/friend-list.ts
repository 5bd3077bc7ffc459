import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendships, presence, users } from '@/db/schema'
import { visiblePresence } from './friendships'
import { hasWordsOf } from './name-search'
import { friendIdsOf } from './people'

/**
 * Returns friends after the username `after`, ordered by username. The cost depends on the number of friends, not of
 * users: PostgreSQL looks up an array of ids by index, and other data is read for the page only.
 */
export function listFriends(on: Connection, userId: string, q: string, after: string | undefined, limit: number) {
  const page = on
    .select({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      pictureId: users.pictureId,
      seenOnlineBy: users.seenOnlineBy,
    })
    .from(users)
    .where(
      and(
        sql`${users.id} = any(array(select id from ${friendIdsOf(userId)} friend))`,
        hasWordsOf(users.searchText, q),
        after === undefined ? undefined : sql`${users.username} > ${after}`,
      ),
    )
    .orderBy(users.username)
    .limit(limit)
    .as('page')
  return on
    .select({
      id: page.id,
      username: page.username,
      displayName: page.displayName,
      pictureId: page.pictureId,
      since: friendships.updatedAt,
      ...visiblePresence(page.seenOnlineBy),
    })
    .from(page)
    .innerJoin(
      friendships,
      and(
        eq(friendships.lowId, sql`least(${page.id}, ${userId}::uuid)`),
        eq(friendships.highId, sql`greatest(${page.id}, ${userId}::uuid)`),
      ),
    )
    .leftJoin(presence, eq(presence.userId, page.id))
    .orderBy(page.username)
}
