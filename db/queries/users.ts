import 'server-only'
import { type AnyColumn, and, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { friendships, oauthAccounts, users } from '@/db/schema'
import { foldForSearch, searchTextOf } from '@/lib/folding'
import { idsHiddenFrom } from './blocks'
import { hasWordsOf } from './name-search'

/** Columns of a person that every user who may see them can read. */
export const personColumns = {
  id: users.id,
  username: users.username,
  displayName: users.displayName,
  pictureId: users.pictureId,
}
const self = {
  ...personColumns,
  plan: users.plan,
  bio: users.bio,
  seenOnlineBy: users.seenOnlineBy,
  readReceipts: users.readReceipts,
  hasPassword: sql<boolean>`${users.passwordHash} is not null`,
}

/** Stores a user. Returns the row, or undefined when the username is taken. */
export async function insertUser(on: Connection, user: Omit<typeof users.$inferInsert, 'searchText'>) {
  const searchText = searchTextOf(user.username, user.displayName)
  const [row] = await on
    .insert(users)
    .values({ ...user, searchText })
    .onConflictDoNothing({ target: users.username })
    .returning(self)
  return row
}

export async function findUser(on: Connection, id: string) {
  const [row] = await on.select(self).from(users).where(eq(users.id, id))
  return row
}

/** Returns true when peers get read receipts of this user. */
export async function sharesReadReceipts(on: Connection, id: string): Promise<boolean> {
  const [row] = await on.select({ readReceipts: users.readReceipts }).from(users).where(eq(users.id, id))
  return row?.readReceipts ?? false
}

export async function findPasswordHash(on: Connection, username: string) {
  const [row] = await on
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.username, username))
  return row
}

/**
 * Returns the person; undefined when they do not exist or a block is between the two, which the viewer cannot tell
 * apart.
 */
export async function findPersonVisibleTo(on: Connection, viewerId: string, id: string) {
  const [row] = await on
    .select(personColumns)
    .from(users)
    .where(and(eq(users.id, id), sql`not ${blockedBetween(users.id, viewerId)}`))
  return row
}

/** Condition: one of the two has blocked the other. Pass qualified columns, because drizzle omits the table name. */
export const blockedBetween = (personId: AnyColumn | SQL, viewerId: string | SQL) => sql<boolean>`exists (
  select from blocks b where (b.blocker_id, b.blocked_id) in ((${personId}, ${viewerId}::uuid), (${viewerId}::uuid, ${personId}))
)`

/** Join condition: the friendship row of the viewer and the person of `users`. */
export const friendshipWith = (viewerId: string) =>
  and(
    eq(friendships.lowId, sql`least(${users.id}, ${viewerId}::uuid)`),
    eq(friendships.highId, sql`greatest(${users.id}, ${viewerId}::uuid)`),
  )

/**
 * Returns people whose username or name has words that begin with those of `q`, with the friendship, without people
 * with a block. Order: exact username, exact name, username that begins with `q`, then the rest.
 */
export function searchPeopleVisibleTo(on: Connection, viewerId: string, q: string, limit: number) {
  const username = foldForSearch(q)
  const bestFirst = [
    desc(sql`${users.username} = ${username}`),
    desc(sql`${users.displayName} = ${q}`),
    desc(sql`starts_with(${users.username}, ${username})`),
    users.username,
  ]
  const found = on
    .select({ id: users.id })
    .from(users)
    .where(and(hasWordsOf(users.searchText, q), visibleInSearch(viewerId)))
    .orderBy(...bestFirst)
    .limit(limit)
  return peopleWithPair(on, viewerId)
    .where(inArray(users.id, found))
    .orderBy(...bestFirst)
}

/** Returns people with this verified e-mail address (in lower case), with the friendship. */
export function listPeopleByEmail(on: Connection, viewerId: string, email: string, limit: number) {
  const owners = on
    .select({ id: oauthAccounts.userId })
    .from(oauthAccounts)
    .where(eq(oauthAccounts.verifiedEmail, email))
  return peopleWithPair(on, viewerId)
    .where(and(inArray(users.id, owners), visibleInSearch(viewerId)))
    .orderBy(users.username)
    .limit(limit)
}

const visibleInSearch = (viewerId: string) =>
  and(ne(users.id, viewerId), sql`${users.id} not in ${idsHiddenFrom(viewerId)}`)

const peopleWithPair = (on: Connection, viewerId: string) =>
  on
    .select({ ...personColumns, status: friendships.status, actionUserId: friendships.actionUserId })
    .from(users)
    .leftJoin(friendships, friendshipWith(viewerId))

/**
 * Returns each person as their viewer may see them. With a block between the two, the person is `hidden`: the name is
 * the one at the time of the block, and there is no picture.
 */
export function listPeopleForViewers(on: Connection, viewerPairs: readonly { viewerId: string; personId: string }[]) {
  const viewers = sql.param(viewerPairs.map(({ viewerId }) => viewerId))
  const people = sql.param(viewerPairs.map(({ personId }) => personId))
  return on.execute<ViewedPerson & Record<string, unknown>>(sql`
    select pair.viewer_id as "viewerId", u.id, block.hidden,
      coalesce(block.username, u.username) as username, coalesce(block.display_name, u.display_name) as "displayName",
      case when not block.hidden then u.picture_id end as "pictureId"
    from unnest(${viewers}::uuid[], ${people}::uuid[]) as pair(viewer_id, person_id)
    join users u on u.id = pair.person_id
    cross join lateral ${blockSnapshot(sql`pair.viewer_id`, sql`pair.person_id`)} block`)
}

interface ViewedPerson {
  viewerId: string
  id: string
  username: string
  displayName: string
  pictureId: string | null
  hidden: boolean
}

/** Subquery with one row: whether a block hides the person from the viewer, and the names at the time of the block. */
export const blockSnapshot = (viewerId: SQL, personId: SQL) => sql`(
  select count(*) > 0 as hidden,
    max(case when b.blocker_id = ${viewerId} then b.blocked_search_text else b.blocker_search_text end) as search_text,
    max(case when b.blocker_id = ${viewerId} then b.blocked_username else b.blocker_username end) as username,
    max(case when b.blocker_id = ${viewerId} then b.blocked_display_name else b.blocker_display_name end) as display_name
  from blocks b
  where (b.blocker_id, b.blocked_id) in ((${viewerId}, ${personId}), (${personId}, ${viewerId}))
)`

/** Locks these users' rows, in id order, until the transaction ends. */
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
    .select({ userId: oauthAccounts.userId, verifiedEmail: oauthAccounts.verifiedEmail })
    .from(oauthAccounts)
    .where(and(eq(oauthAccounts.provider, provider), eq(oauthAccounts.providerAccountId, providerAccountId)))
  return row
}

/** Locks this external account until the transaction ends, which serialises first sign-ins. */
export async function lockOauthAccount(tx: Connection, provider: string, providerAccountId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${provider}:${providerAccountId}`}, 0))`)
}

export async function insertOauthAccount(on: Connection, account: typeof oauthAccounts.$inferInsert) {
  await on.insert(oauthAccounts).values(account)
}

export async function updateVerifiedEmail(
  on: Connection,
  provider: string,
  providerAccountId: string,
  verifiedEmail: string | null,
) {
  await on
    .update(oauthAccounts)
    .set({ verifiedEmail })
    .where(and(eq(oauthAccounts.provider, provider), eq(oauthAccounts.providerAccountId, providerAccountId)))
}
