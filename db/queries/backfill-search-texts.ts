import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { searchTextOf } from '@/lib/folding'

type Names = [string | null, string | null]

/**
 * Folds up to `limit` user names that are not folded yet. Returns their number. Locks the rows by id, as `lockUsers` does,
 * so that the two cannot deadlock.
 */
export async function foldUserNames(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.execute<{ id: string; names: Names }>(sql`
    select id, jsonb_build_array(username, display_name) as names from users where search_text is null
    order by id limit ${limit} for no key update`)
  if (rows.length === 0) return 0
  await tx.execute(sql`
    update users set search_text = folded.text
    from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[],
      ${sql.param(rows.map(({ names }) => searchTextOf(...names)))}::text[]) as folded(id, text)
    where users.id = folded.id`)
  return rows.length
}

/**
 * Folds up to `limit` blocks whose stored names are not folded yet. Returns their number. Locks the rows by their key, so
 * that two processes cannot deadlock.
 */
export async function foldBlockNames(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.execute<{ blockerId: string; blockedId: string; blocked: Names; blocker: Names }>(sql`
    select blocker_id as "blockerId", blocked_id as "blockedId",
      jsonb_build_array(blocked_username, blocked_display_name) as blocked,
      jsonb_build_array(blocker_username, blocker_display_name) as blocker
    from blocks where blocked_search_text is null or blocker_search_text is null
    order by blocker_id, blocked_id limit ${limit} for no key update`)
  if (rows.length === 0) return 0
  await tx.execute(sql`
    update blocks set blocked_search_text = folded.blocked, blocker_search_text = folded.blocker
    from unnest(${sql.param(rows.map(({ blockerId }) => blockerId))}::uuid[],
      ${sql.param(rows.map(({ blockedId }) => blockedId))}::uuid[],
      ${sql.param(rows.map(({ blocked }) => searchTextOf(...blocked)))}::text[],
      ${sql.param(rows.map(({ blocker }) => searchTextOf(...blocker)))}::text[]
    ) as folded(blocker_id, blocked_id, blocked, blocker)
    where blocks.blocker_id = folded.blocker_id and blocks.blocked_id = folded.blocked_id`)
  return rows.length
}
