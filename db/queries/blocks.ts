import 'server-only'
import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { blocks } from '@/db/schema'
import { searchTextOf } from '@/lib/folding'
import { hasWordsOf } from './name-search'

/** The names that two people have of each other. */
interface Names {
  username: string | null
  displayName: string | null
}

/** The blocks between two people: none, one, or one each way. */
export function findBlocks(on: Connection, a: string, b: string) {
  return on
    .select()
    .from(blocks)
    .where(
      or(and(eq(blocks.blockerId, a), eq(blocks.blockedId, b)), and(eq(blocks.blockerId, b), eq(blocks.blockedId, a))),
    )
}

/** The ids of everybody with a block between them and the viewer, whoever made it; as a subquery that is run once. */
export const idsHiddenFrom = (viewerId: string): SQL => sql`(
  select blocked_id from blocks where blocker_id = ${viewerId}
  union all select blocker_id from blocks where blocked_id = ${viewerId}
)`

/** Blocks with the names to keep; false when it was so already. */
export async function insertBlock(
  tx: Connection,
  blockerId: string,
  blockedId: string,
  { ofBlocked, ofBlocker }: { ofBlocked: Names; ofBlocker: Names },
): Promise<boolean> {
  const rows = await tx
    .insert(blocks)
    .values({
      blockerId,
      blockedId,
      blockedUsername: ofBlocked.username,
      blockedDisplayName: ofBlocked.displayName,
      blockerUsername: ofBlocker.username,
      blockerDisplayName: ofBlocker.displayName,
      blockedSearchText: searchTextOf(ofBlocked.username, ofBlocked.displayName),
      blockerSearchText: searchTextOf(ofBlocker.username, ofBlocker.displayName),
    })
    .onConflictDoNothing()
    .returning({ blockedId: blocks.blockedId })
  return rows.length > 0
}

/** False when there was no such block. */
export async function deleteBlock(tx: Connection, blockerId: string, blockedId: string): Promise<boolean> {
  const rows = await tx
    .delete(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)))
    .returning({ blockedId: blocks.blockedId })
  return rows.length > 0
}

/** The viewer's own block of that person, if there is one. */
export async function findBlockBy(on: Connection, blockerId: string, blockedId: string) {
  const [row] = await on
    .select({ id: blocks.blockedId, username: blocks.blockedUsername, displayName: blocks.blockedDisplayName })
    .from(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)))
  return row
}

/** The same by the username that the blocked person had then; the newest, should two have had it one after the other. */
export async function findBlockByName(on: Connection, blockerId: string, username: string) {
  const [row] = await on
    .select({ id: blocks.blockedId, username: blocks.blockedUsername, displayName: blocks.blockedDisplayName })
    .from(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedUsername, username)))
    .orderBy(desc(blocks.createdAt))
    .limit(1)
  return row
}

/** Whom somebody has blocked, newest first, those before `before`; by the names they could see then. */
export function listBlocks(
  on: Connection,
  blockerId: string,
  q: string,
  before: { since: string; id: string } | undefined,
  limit: number,
) {
  const at = sql`date_trunc('milliseconds', ${blocks.createdAt})`
  return on
    .select({
      id: blocks.blockedId,
      username: blocks.blockedUsername,
      displayName: blocks.blockedDisplayName,
      since: blocks.createdAt,
    })
    .from(blocks)
    .where(
      and(
        eq(blocks.blockerId, blockerId),
        hasWordsOf(blocks.blockedSearchText, q),
        before && sql`(${at}, ${blocks.blockedId}) < (${before.since}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(at), desc(blocks.blockedId))
    .limit(limit)
}
