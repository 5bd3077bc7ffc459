import 'server-only'
import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { blocks, friendships, oauthAccounts, users } from '@/db/schema'
import { prefixPattern } from './prefix'

const person = { id: users.id, username: users.username, displayName: users.displayName }
const self = { ...person, plan: users.plan }

/** The new user's row, or undefined when the username is taken. */
export async function insertUser(on: Connection, user: typeof users.$inferInsert) {
  const [row] = await on.insert(users).values(user).onConflictDoNothing({ target: users.username }).returning(self)
  return row
}

export async function findUser(on: Connection, id: string) {
  const [row] = await on.select(self).from(users).where(eq(users.id, id))
  return row
}

export async function findPasswordHash(on: Connection, username: string) {
  const [row] = await on
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.username, username))
  return row
}

/** The person, unless they do not exist or have blocked the viewer: the two cannot be told apart. */
export async function findPersonSeenBy(on: Connection, viewerId: string, id: string) {
  const hidden = on
    .select({ one: sql`1` })
    .from(blocks)
    .where(and(eq(blocks.blockerId, id), eq(blocks.blockedId, viewerId)))
  const [row] = await on
    .select(person)
    .from(users)
    .where(and(eq(users.id, id), sql`not exists ${hidden}`))
  return row
}

/** People whose username or name begins with `prefix`, without the viewer and whoever blocked them; with the pair's row. */
export function searchPeopleSeenBy(on: Connection, viewerId: string, prefix: string, limit: number) {
  const pattern = prefixPattern(prefix)
  return on
    .select({ ...person, status: friendships.status, actionUserId: friendships.actionUserId })
    .from(users)
    .leftJoin(blocks, and(eq(blocks.blockerId, users.id), eq(blocks.blockedId, viewerId)))
    .leftJoin(
      friendships,
      and(
        eq(friendships.lowId, sql`least(${users.id}, ${viewerId}::uuid)`),
        eq(friendships.highId, sql`greatest(${users.id}, ${viewerId}::uuid)`),
      ),
    )
    .where(
      and(
        or(sql`${users.username} like ${pattern}`, sql`lower(${users.displayName}) like ${pattern}`),
        ne(users.id, viewerId),
        isNull(blocks.blockerId),
      ),
    )
    .orderBy(users.username)
    .limit(limit)
}

export function listPeople(on: Connection, ids: string[]) {
  return on.select(person).from(users).where(inArray(users.id, ids))
}

/** Holds these users' rows, in id order, until the transaction ends. */
export function lockUsers(on: Connection, ids: string[]) {
  return on
    .select({ ...self, friendCount: users.friendCount })
    .from(users)
    .where(inArray(users.id, ids))
    .orderBy(users.id)
    .for('no key update')
}

export async function addToFriendCounts(on: Connection, ids: string[], by: 1 | -1) {
  await on
    .update(users)
    .set({ friendCount: sql`${users.friendCount} + ${by}` })
    .where(inArray(users.id, ids))
}

export async function findOauthUser(on: Connection, provider: string, providerAccountId: string) {
  const [row] = await on
    .select({ userId: oauthAccounts.userId })
    .from(oauthAccounts)
    .where(and(eq(oauthAccounts.provider, provider), eq(oauthAccounts.providerAccountId, providerAccountId)))
  return row
}

/** Makes first visits of this account one at a time, until the transaction ends. */
export async function lockOauthAccount(tx: Connection, provider: string, providerAccountId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${provider}:${providerAccountId}`}, 0))`)
}

export async function insertOauthAccount(on: Connection, account: typeof oauthAccounts.$inferInsert) {
  await on.insert(oauthAccounts).values(account)
}
