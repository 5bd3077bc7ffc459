import 'server-only'
import { type AnyColumn, and, count, desc, eq, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendDeclines, friendships, greetings, presence, users } from '@/db/schema'
import { hasWordsOf } from './name-search'
import { pairOf } from './user-pair'

const isPair = (a: string, b: string) => {
  const { lowId, highId } = pairOf(a, b)
  return and(eq(friendships.lowId, lowId), eq(friendships.highId, highId))
}

const concerns = (userId: string) => or(eq(friendships.lowId, userId), eq(friendships.highId, userId))

const otherThan = (userId: string) =>
  sql<string>`case when ${friendships.lowId} = ${userId} then ${friendships.highId} else ${friendships.lowId} end`

/** Locks the pair until the transaction ends, which serialises all writes about it. Always the first lock. */
export async function lockPair(tx: Connection, a: string, b: string) {
  const { lowId, highId } = pairOf(a, b)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${lowId}:${highId}`}, 0))`)
}

export async function findFriendship(on: Connection, a: string, b: string) {
  const [row] = await on
    .select({ status: friendships.status, actionUserId: friendships.actionUserId, since: friendships.updatedAt })
    .from(friendships)
    .where(isPair(a, b))
  return row
}

/** Stores a friend request. Returns its time. */
export async function insertRequest(tx: Connection, askerId: string, userId: string): Promise<Date> {
  const [row] = await tx
    .insert(friendships)
    .values({ ...pairOf(askerId, userId), status: 'pending', actionUserId: askerId })
    .returning({ at: friendships.updatedAt })
  return dateOf(row)
}

/** Accepts a friend request. Returns the time. */
export async function acceptFriendship(tx: Connection, accepterId: string, userId: string): Promise<Date> {
  const [row] = await tx
    .update(friendships)
    .set({ status: 'accepted', actionUserId: accepterId, updatedAt: sql`now()` })
    .where(isPair(accepterId, userId))
    .returning({ at: friendships.updatedAt })
  return dateOf(row)
}

function dateOf(row: { at: Date } | undefined): Date {
  if (!row) throw new Error('The pair has no row: read it under the pair lock first.')
  return row.at
}

export async function deleteFriendship(tx: Connection, a: string, b: string) {
  await tx.delete(friendships).where(isPair(a, b))
}

export async function insertDecline(tx: Connection, askerId: string, declinerId: string) {
  await tx
    .insert(friendDeclines)
    .values({ askerId, declinerId })
    .onConflictDoUpdate({
      target: [friendDeclines.askerId, friendDeclines.declinerId],
      set: { declinedAt: sql`now()` },
    })
}

/** Returns the seconds since the last decline of a request of the asker, or undefined. */
export async function findSecondsSinceDecline(on: Connection, askerId: string, declinerId: string) {
  const [row] = await on
    .select({ seconds: sql<number>`extract(epoch from now() - ${friendDeclines.declinedAt})::float8` })
    .from(friendDeclines)
    .where(and(eq(friendDeclines.askerId, askerId), eq(friendDeclines.declinerId, declinerId)))
  return row?.seconds
}

/** Deletes declines whose cool-down is over. */
export async function deleteOldDeclines(on: Connection, hours: number) {
  await on
    .delete(friendDeclines)
    .where(lt(friendDeclines.declinedAt, sql`now() - make_interval(secs => ${hours}::float8 * 3600)`))
}

export async function countOutgoingRequests(on: Connection, userId: string): Promise<number> {
  return countWhere(on, and(concerns(userId), eq(friendships.status, 'pending'), eq(friendships.actionUserId, userId)))
}

export async function countIncomingRequests(on: Connection, userId: string): Promise<number> {
  return countWhere(on, and(concerns(userId), eq(friendships.status, 'pending'), ne(friendships.actionUserId, userId)))
}

async function countWhere(on: Connection, where: SQL | undefined): Promise<number> {
  const [row] = await on.select({ n: count() }).from(friendships).where(where)
  return row?.n ?? 0
}

const personWithDate = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  pictureId: users.pictureId,
  since: friendships.updatedAt,
}

/** Columns that show friends whether a user is online or when they were last seen. Needs a join with `presence`. */
export const visiblePresence = (seenOnlineBy: AnyColumn) => ({
  online: sql<boolean>`coalesce(${presence.online} and ${seenOnlineBy} = 'friends', false)`,
  lastSeenAt: sql<Date | null>`case when not ${presence.online} and ${seenOnlineBy} = 'friends'
    then ${presence.lastSeenAt} end`.mapWith(presence.lastSeenAt),
})

/** Returns open requests before `before`, newest first. */
export function listRequests(
  on: Connection,
  userId: string,
  direction: 'incoming' | 'outgoing',
  q: string,
  before: { since: string; id: string } | undefined,
  limit: number,
) {
  const mine = direction === 'outgoing' ? eq : ne
  return on
    .select({ ...personWithDate, greeting: greetings.body })
    .from(friendships)
    .innerJoin(users, eq(users.id, otherThan(userId)))
    .leftJoin(
      greetings,
      and(
        eq(greetings.askerId, friendships.actionUserId),
        sql`${greetings.recipientId} in (${friendships.lowId}, ${friendships.highId})`,
        isNull(greetings.endedAt),
      ),
    )
    .where(
      and(
        concerns(userId),
        eq(friendships.status, 'pending'),
        mine(friendships.actionUserId, userId),
        hasWordsOf(users.searchText, q),
        before &&
          sql`(date_trunc('milliseconds', ${friendships.updatedAt}), ${users.id}) < (${before.since}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(sql`date_trunc('milliseconds', ${friendships.updatedAt})`), desc(users.id))
    .limit(limit)
}
