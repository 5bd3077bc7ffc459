import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'

const idsIn = (ids: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`
const span = (seconds: number) => sql`make_interval(secs => ${seconds})`

/** Condition: the user is online and friends may see it. */
const visibleOnline = sql`(p.online and u.seen_online_by = 'friends')`
/** Condition: the published state is out of date. The first half uses an index; the second excludes hidden users. */
const unpublished = sql`p.online <> p.told_online and ${visibleOnline} <> p.told_online`

/** Sets these users online, ends their grace periods, and returns those who were not online. Ignores unknown ids. */
export async function markOccupied(on: Connection, userIds: readonly string[]): Promise<string[]> {
  const rows = await on.execute<{ id: string }>(sql`
    with before as (select user_id from presence where online and user_id = any(array${idsIn(userIds)})),
      marked as (
        insert into presence (user_id, online)
        select id, true from users where id = any(array${idsIn(userIds)}) order by id
        on conflict (user_id) do update set online = true, leaves_at = null, occupied_at = now()
        returning user_id)
    select user_id as id from marked where user_id not in (select user_id from before)`)
  return rows.map(({ id }) => id)
}

/** Starts the grace period (in seconds) of those of these users who are online. */
export const markLeaving = (on: Connection, userIds: readonly string[], grace: number) =>
  startGracePeriod(on, sql`user_id = any(array${idsIn(userIds)})`, grace)

/** Starts the grace period of every user who is online. */
export const markAllLeaving = (on: Connection, grace: number) => startGracePeriod(on, sql`true`, grace)

/** Starts the grace period of online users who are not in a list read after `asOf` and were not reported since then. */
export const markStaleLeaving = (on: Connection, listed: readonly string[], asOf: string, grace: number) =>
  startGracePeriod(on, sql`occupied_at < ${asOf}::timestamptz and user_id not in ${idsIn(listed)}`, grace)

/** Locks the rows in id order, as all callers do; the lock rechecks the condition on rows changed meanwhile. */
async function startGracePeriod(on: Connection, who: SQL, grace: number) {
  await on.execute(sql`
    with leaving as (
      select user_id from presence where online and leaves_at is null and ${who} order by user_id for no key update)
    update presence p set leaves_at = now() + ${span(grace)}, last_seen_at = now()
    from leaving where p.user_id = leaving.user_id`)
}

/** Sets users offline whose grace period is over. Skips rows that another transaction has locked. */
export async function endGracePeriods(on: Connection) {
  await on.execute(sql`
    with over as (select user_id from presence where leaves_at <= now() for no key update skip locked)
    update presence p set online = false, leaves_at = null from over where p.user_id = over.user_id`)
}

/** A presence change to publish to friends. */
export interface DuePresenceChange {
  userId: string
  online: boolean
  /** Null unless the user is offline and does not hide it. */
  lastSeenAt: string | null
}

/** Minimum seconds since the last publication, by the state to publish. */
interface PublishIntervals {
  beforeOnline: number
  beforeOffline: number
}

const intervalOf = ({ beforeOnline, beforeOffline }: PublishIntervals) =>
  sql`case when ${visibleOnline} then ${span(beforeOnline)} else ${span(beforeOffline)} end`

/**
 * Claims up to `max` users whose published state is out of date and whose interval is over. Each goes to one caller
 * only.
 */
export function claimPresenceChanges(
  on: Connection,
  intervals: PublishIntervals,
  max: number,
): Promise<DuePresenceChange[]> {
  return on.execute<DuePresenceChange & Record<string, unknown>>(sql`
    with due as (
      select p.user_id, ${visibleOnline} as shown, u.seen_online_by
      from presence p join users u on u.id = p.user_id
      where ${unpublished} and p.told_at <= now() - ${intervalOf(intervals)}
      order by p.told_at limit ${max} for no key update of p skip locked)
    update presence p set told_online = due.shown, told_at = now()
    from due where p.user_id = due.user_id
    returning p.user_id as "userId", due.shown as online,
      case when not p.online and due.seen_online_by = 'friends'
        then to_char(p.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "lastSeenAt"`)
}

/** Claims the change of a user who has hidden their presence and was published as online, without waiting. */
export function claimHiddenChanges(on: Connection, userId: string): Promise<DuePresenceChange[]> {
  return on.execute<DuePresenceChange & Record<string, unknown>>(sql`
    update presence p set told_online = false, told_at = now()
    from users u
    where p.user_id = ${userId} and u.id = p.user_id and u.seen_online_by = 'nobody' and p.told_online
    returning p.user_id as "userId", false as online, null::text as "lastSeenAt"`)
}

/** Returns the milliseconds until the next grace period or publish interval ends; undefined when nothing is pending. */
export async function findNextDue(on: Connection, intervals: PublishIntervals): Promise<number | undefined> {
  const [row] = await on.execute<{ ms: number | null }>(sql`
    select extract(epoch from least(
      (select min(leaves_at) from presence where leaves_at is not null),
      (select min(p.told_at + ${intervalOf(intervals)})
        from presence p join users u on u.id = p.user_id
        where ${unpublished})) - now())::float8 * 1000 as ms`)
  return row?.ms ?? undefined
}

const noBlock = sql`not exists (
  select 1 from blocks b
  where (b.blocker_id = f.user_id and b.blocked_id = f.friend_id)
    or (b.blocker_id = f.friend_id and b.blocked_id = f.user_id))`

const friendsOf = (userIds: readonly string[]) => sql`(
  select low_id as user_id, high_id as friend_id from friendships
  where status = 'accepted' and low_id = any(array${idsIn(userIds)})
  union all
  select high_id, low_id from friendships where status = 'accepted' and high_id = any(array${idsIn(userIds)})) f`

/** Returns the online friends of these users, without pairs with a block. */
export function listAudience(on: Connection, userIds: readonly string[]) {
  return on.execute<{ userId: string; friendId: string }>(sql`
    select f.user_id as "userId", f.friend_id as "friendId"
    from ${friendsOf(userIds)} join presence p on p.user_id = f.friend_id and p.online
    where ${noBlock}`)
}

/** Returns the ids of friends who are online and do not hide it. */
export async function listOnlineFriends(on: Connection, userId: string): Promise<string[]> {
  const rows = await on.execute<{ id: string }>(sql`
    select f.friend_id as id
    from ${friendsOf([userId])} join presence p on p.user_id = f.friend_id and p.online
      join users u on u.id = f.friend_id and u.seen_online_by = 'friends'
    where ${noBlock}`)
  return rows.map(({ id }) => id)
}

/** Returns the database's time as text, for comparison in the database. All processes share this clock. */
export async function findNow(on: Connection): Promise<string> {
  const [row] = await on.execute<{ now: string }>(sql`select now()::text as now`)
  return row?.now ?? ''
}

/** Returns false when another process is reading the list. The lock ends with the transaction. */
export async function tryLockReconciliation(tx: Connection): Promise<boolean> {
  const [row] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('presence: the list of channels', 0)) as mine`,
  )
  return row?.mine ?? false
}

/** Returns those of a list read after `asOf` who are stored as not online, or whose grace period began before it. */
export async function listOccupiedNotOnline(on: Connection, listed: readonly string[], asOf: string, grace: number) {
  const rows = await on.execute<{ id: string }>(sql`
    select u.id from users u left join presence p on p.user_id = u.id
    where u.id = any(array${idsIn(listed)})
      and (p.online is not true or p.leaves_at < ${asOf}::timestamptz + ${span(grace)})`)
  return rows.map(({ id }) => id)
}
