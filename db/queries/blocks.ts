import 'server-only'
import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { blocks } from '@/db/schema'
import { searchTextOf } from '@/lib/folding'
import { hasWordsOf } from './name-search'

/** Names of one person as the other one could see them. */
interface Names {
  username: string | null
  displayName: string | null
}

/** Returns the blocks between two people: none, one, or one in each direction. */
export function findBlocks(on: Connection, a: string, b: string) {
  return on
    .select()
    .from(blocks)
    .where(
      or(and(eq(blocks.blockerId, a), eq(blocks.blockedId, b)), and(eq(blocks.blockerId, b), eq(blocks.blockedId, a))),
    )
}

/** Subquery of the ids of everybody with a block between them and the viewer, in either direction. It is run once. */
export const idsHiddenFrom = (viewerId: string): SQL => sql`(
  select blocked_id from blocks where blocker_id = ${viewerId}
  union all select blocker_id from blocks where blocked_id = ${viewerId}
)`

/** Stores a block with the names that each could see. Returns false when it exists already. */
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

/** Deletes a block. Returns false when there was none. */
export async function deleteBlock(tx: Connection, blockerId: string, blockedId: string): Promise<boolean> {
  const rows = await tx
    .delete(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)))
    .returning({ blockedId: blocks.blockedId })
  return rows.length > 0
}

/** Returns the blocker's own block of a person, if any. */
export async function findBlockBy(on: Connection, blockerId: string, blockedId: string) {
  const [row] = await on
    .select({ id: blocks.blockedId, username: blocks.blockedUsername, displayName: blocks.blockedDisplayName })
    .from(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)))
  return row
}

/**
 * Returns the own block of a person by the username at the time of the block; the newest one when two people had that
 * username one after the other.
 */
export async function findBlockByName(on: Connection, blockerId: string, username: string) {
  const [row] = await on
    .select({ id: blocks.blockedId, username: blocks.blockedUsername, displayName: blocks.blockedDisplayName })
    .from(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedUsername, username)))
    .orderBy(desc(blocks.createdAt))
    .limit(1)
  return row
}

/** Returns the blocks made by a user before `before`, newest first, with the names at the time of the block. */
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
