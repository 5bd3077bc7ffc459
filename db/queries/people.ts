import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendships, presence, users } from '@/db/schema'
import { idsHiddenFrom } from './blocks'
import { visiblePresence } from './friendships'
import { blockedBetween, friendshipWith, personColumns } from './users'

/** Returns the profile with the friendship; undefined when the person does not exist or a block is between the two. */
export async function findProfileVisibleTo(
  on: Connection,
  viewerId: string,
  who: { id: string } | { username: string },
) {
  const [row] = await on
    .select({
      ...personColumns,
      bio: users.bio,
      status: friendships.status,
      actionUserId: friendships.actionUserId,
      since: friendships.updatedAt,
      ...visiblePresence(users.seenOnlineBy),
    })
    .from(users)
    .leftJoin(friendships, friendshipWith(viewerId))
    .leftJoin(presence, and(eq(presence.userId, users.id), eq(friendships.status, 'accepted')))
    .where(
      and(
        'id' in who ? eq(users.id, who.id) : eq(users.username, who.username),
        sql`not ${blockedBetween(users.id, viewerId)}`,
      ),
    )
  return row
}

/** Subquery of the ids of a user's friends. */
export const friendIdsOf = (userId: string | SQL) => sql`(
  select high_id as id from friendships where low_id = ${userId} and status = 'accepted'
  union all select low_id from friendships where high_id = ${userId} and status = 'accepted'
)`

/** Returns the number of mutual friends of the viewer and each of these people, without those that have none. */
export function countMutualFriends(on: Connection, viewerId: string, personIds: readonly string[]) {
  return on.execute<{ id: string; mutual: number }>(sql`
    with mine as materialized (
      select id from ${friendIdsOf(viewerId)} f where id not in ${idsHiddenFrom(viewerId)}
    )
    select other.id, count(*)::int as mutual
    from unnest(${sql.param(personIds)}::uuid[]) as other(id)
    cross join lateral ${friendIdsOf(sql`other.id`)} theirs
    join mine on mine.id = theirs.id
    group by other.id`)
}

/** Returns mutual friends after the username `after`, ordered by username, without users with a block to the viewer. */
export function listMutualFriends(
  on: Connection,
  viewerId: string,
  personId: string,
  after: string | undefined,
  limit: number,
) {
  return on
    .select(personColumns)
    .from(users)
    .where(
      and(
        // An array, because PostgreSQL would otherwise expect many mutual friends and scan all users.
        sql`${users.id} = any(array(
          select id from ${friendIdsOf(viewerId)} mine
          intersect select id from ${friendIdsOf(personId)} theirs
          except select * from ${idsHiddenFrom(viewerId)} hidden
        ))`,
        after === undefined ? undefined : sql`${users.username} > ${after}`,
      ),
    )
    .orderBy(users.username)
    .limit(limit)
}
