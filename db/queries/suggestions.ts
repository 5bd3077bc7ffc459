import 'server-only'
import { sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { idsHiddenFrom } from './blocks'

/**
 * How much of the neighbourhood is looked at: so many of the viewer's newest friends, so many friends of each from either
 * end of the pairs. Looking at all of 2,000 friends with 230 friends each took 680 ms, this takes 23.
 */
const MAX_FRIENDS = 100
const MAX_FRIENDS_OF_EACH = 100
/** Enough to put those with equally many friends in common in order of their names. */
const MAX_CANDIDATES = 100

/**
 * Friends of the viewer's friends, those with the most friends in common first and then by username. Nobody who is a
 * friend, has an open request either way or a block between them and the viewer, or was dismissed.
 */
export function listSuggestions(on: Connection, viewerId: string, limit: number) {
  return on.execute<SuggestedPerson & Record<string, unknown>>(sql`
    with asked as materialized (
      select id from (
        select high_id as id, updated_at from friendships where low_id = ${viewerId} and status = 'accepted'
        union all select low_id, updated_at from friendships where high_id = ${viewerId} and status = 'accepted'
      ) friend
      order by updated_at desc, id limit ${MAX_FRIENDS}
    ), likeliest as materialized (
      select theirs.id, count(*) as mutual
      from asked cross join lateral (
        (select high_id as id from friendships where low_id = asked.id and status = 'accepted' limit ${MAX_FRIENDS_OF_EACH})
        union all
        (select low_id from friendships where high_id = asked.id and status = 'accepted' limit ${MAX_FRIENDS_OF_EACH})
      ) theirs
      where theirs.id <> ${viewerId} and theirs.id not in (
        select high_id from friendships where low_id = ${viewerId}
        union all select low_id from friendships where high_id = ${viewerId}
        union all select * from ${idsHiddenFrom(viewerId)} hidden
        union all select dismissed_id from suggestion_dismissals where user_id = ${viewerId}
      )
      group by theirs.id order by mutual desc, theirs.id limit ${MAX_CANDIDATES}
    )
    select u.id, u.username, u.display_name as "displayName", u.picture_id as "pictureId"
    from likeliest join users u on u.id = likeliest.id
    order by likeliest.mutual desc, u.username limit ${limit}`)
}

interface SuggestedPerson {
  id: string
  username: string
  displayName: string
  pictureId: string | null
}

/** Remembers that the person is not to be suggested again. Nothing happens for an id that is nobody's. */
export async function insertDismissal(on: Connection, userId: string, dismissedId: string) {
  await on.execute(sql`
    insert into suggestion_dismissals (user_id, dismissed_id)
    select ${userId}, id from users where id = ${dismissedId} and id <> ${userId}
    on conflict do nothing`)
}
