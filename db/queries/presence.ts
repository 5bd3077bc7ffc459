import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'

const idsIn = (ids: readonly string[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`
const span = (seconds: number) => sql`make_interval(secs => ${seconds})`

/** Whether friends may know that somebody is online. */
const visibleOnline = sql`(p.online and u.seen_online_by = 'friends')`
/** Of whom friends were told something else; the first half is what an index holds, the second leaves out who hides. */
const unpublished = sql`p.online <> p.told_online and ${visibleOnline} <> p.told_online`

/** Puts these people online and ends their grace; answers who was not. Ids that are nobody's are left out. */
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

/** Lets the grace of so many seconds begin, for those of these people who are online. */
export const markLeaving = (on: Connection, userIds: readonly string[], grace: number) =>
  startGracePeriod(on, sql`user_id = any(array${idsIn(userIds)})`, grace)

/** The same for everybody who is online. */
export const markAllLeaving = (on: Connection, grace: number) => startGracePeriod(on, sql`true`, grace)

/** The same for who is online here, is not in a list asked for after `asOf`, and has shown no sign since. */
export const markStaleLeaving = (on: Connection, listed: readonly string[], asOf: string, grace: number) =>
  startGracePeriod(on, sql`occupied_at < ${asOf}::timestamptz and user_id not in ${idsIn(listed)}`, grace)

/** Locks rows in the order in which everybody locks them, and asks again of each what was changed meanwhile. */
async function startGracePeriod(on: Connection, who: SQL, grace: number) {
  await on.execute(sql`
    with leaving as (
      select user_id from presence where online and leaves_at is null and ${who} order by user_id for no key update)
    update presence p set leaves_at = now() + ${span(grace)}, last_seen_at = now()
    from leaving where p.user_id = leaving.user_id`)
}

/** Puts those offline whose grace is over. A row that somebody else is changing is left to them. */
export async function endGracePeriods(on: Connection) {
  await on.execute(sql`
    with over as (select user_id from presence where leaves_at <= now() for no key update skip locked)
    update presence p set online = false, leaves_at = null from over where p.user_id = over.user_id`)
}

/** What friends are to be told of somebody. */
export interface DuePresenceChange {
  userId: string
  online: boolean
  /** Only of somebody who is offline and lets it be seen. */
  lastSeenAt: string | null
}

/** In seconds. */
interface PublishIntervals {
  beforeOnline: number
  beforeOffline: number
}

const intervalOf = ({ beforeOnline, beforeOffline }: PublishIntervals) =>
  sql`case when ${visibleOnline} then ${span(beforeOnline)} else ${span(beforeOffline)} end`

/** Takes up to `most` people of whom friends were told something else, at least such a pause ago; each goes to one caller only. */
export function claimPresenceChanges(
  on: Connection,
  pauses: PublishIntervals,
  max: number,
): Promise<DuePresenceChange[]> {
  return on.execute<DuePresenceChange & Record<string, unknown>>(sql`
    with due as (
      select p.user_id, ${visibleOnline} as shown, u.seen_online_by
      from presence p join users u on u.id = p.user_id
      where ${unpublished} and p.told_at <= now() - ${intervalOf(pauses)}
      order by p.told_at limit ${max} for no key update of p skip locked)
    update presence p set told_online = due.shown, told_at = now()
    from due where p.user_id = due.user_id
    returning p.user_id as "userId", due.shown as online,
      case when not p.online and due.seen_online_by = 'friends'
        then to_char(p.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as "lastSeenAt"`)
}

/** The same of one person who wants to be seen by nobody any more, without a pause: who hides is hidden at once. */
export function claimHiddenChanges(on: Connection, userId: string): Promise<DuePresenceChange[]> {
  return on.execute<DuePresenceChange & Record<string, unknown>>(sql`
    update presence p set told_online = false, told_at = now()
    from users u
    where p.user_id = ${userId} and u.id = p.user_id and u.seen_online_by = 'nobody' and p.told_online
    returning p.user_id as "userId", false as online, null::text as "lastSeenAt"`)
}

/** Milliseconds until the next grace, or such a pause, is over; undefined when nothing waits. */
export async function findNextDue(on: Connection, pauses: PublishIntervals): Promise<number | undefined> {
  const [row] = await on.execute<{ ms: number | null }>(sql`
    select extract(epoch from least(
      (select min(leaves_at) from presence where leaves_at is not null),
      (select min(p.told_at + ${intervalOf(pauses)})
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

/** Friends of these people who are online themselves, with no block between the two. */
export function listAudience(on: Connection, userIds: readonly string[]) {
  return on.execute<{ userId: string; friendId: string }>(sql`
    select f.user_id as "userId", f.friend_id as "friendId"
    from ${friendsOf(userIds)} join presence p on p.user_id = f.friend_id and p.online
    where ${noBlock}`)
}

/** Friends who are online and let it be seen. */
export async function listOnlineFriends(on: Connection, userId: string): Promise<string[]> {
  const rows = await on.execute<{ id: string }>(sql`
    select f.friend_id as id
    from ${friendsOf([userId])} join presence p on p.user_id = f.friend_id and p.online
      join users u on u.id = f.friend_id and u.seen_online_by = 'friends'
    where ${noBlock}`)
  return rows.map(({ id }) => id)
}

/** The database's time, which all processes share, as it compares with its own. */
export async function findNow(on: Connection): Promise<string> {
  const [row] = await on.execute<{ now: string }>(sql`select now()::text as now`)
  return row?.now ?? ''
}

/** False when another process reads the list just now; the lock goes with the transaction. */
export async function tryLockReconciliation(tx: Connection): Promise<boolean> {
  const [row] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('presence: the list of channels', 0)) as mine`,
  )
  return row?.mine ?? false
}

/** Of those in a list asked for after `asOf`: who is not online here, or was leaving by then. */
export async function listUnknownOnline(on: Connection, listed: readonly string[], asOf: string, grace: number) {
  const rows = await on.execute<{ id: string }>(sql`
    select u.id from users u left join presence p on p.user_id = u.id
    where u.id = any(array${idsIn(listed)})
      and (p.online is not true or p.leaves_at < ${asOf}::timestamptz + ${span(grace)})`)
  return rows.map(({ id }) => id)
}
