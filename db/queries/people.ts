import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendships, presence, users } from '@/db/schema'
import { idsHiddenFrom } from './blocks'
import { visiblePresence } from './friendships'
import { blockedBetween, friendshipWith, personColumns } from './users'

/** The person's page with the pair's row, unless they do not exist or there is a block between the two. */
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

/** The ids of somebody's friends, as a subquery. */
export const friendIdsOf = (userId: string | SQL) => sql`(
  select high_id as id from friendships where low_id = ${userId} and status = 'accepted'
  union all select low_id from friendships where high_id = ${userId} and status = 'accepted'
)`

/** How many friends the viewer has in common with each of these people; those with none are left out. */
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

/** The friends of both by username, those after `after`; nobody with a block between them and the viewer. */
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
        // As an array, because PostgreSQL would else take those in common for many and read all users for them.
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
