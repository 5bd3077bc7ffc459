import 'server-only'
import { database } from '@/db/client'
import { insertSeed, SEEDS } from '@/db/seed'
import { EXTREMES, LARGE, largeCommunity } from '@/db/seed/large'
import { friendCursor } from '@/lib/friends/cursor'
import { startSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'

/** The large seed's numbers of users and friendships, with few messages. */
const SCALE = {
  ...LARGE,
  friendships: 30_000,
  requests: 300,
  ended: 0,
  conversations: 1001,
  messages: 1010,
  maxMessages: 10,
}

export interface ManyUsers {
  /** Has 2,000 friends and 100 blocks of other users. */
  popular: Viewer
  /** A friend of `popular`. */
  friend: { id: string; username: string; displayName: string }
  /** Cursor in the middle of the friends of `popular`. */
  middle: string
}

/** Inserts 10,000 users with 100,000 friendships, 20,000 blocks and presence, and analyzes the tables. */
export async function insertManyUsers(): Promise<ManyUsers> {
  const sql = database().$client
  await insertSeed(
    database(),
    { ...SEEDS.large, generate: (now) => largeCommunity(now, SCALE) },
    'no hash',
    (_, work) => work(),
  )
  await sql`
    insert into presence (user_id, online, last_seen_at)
    select id, friend_count % 5 = 0, created_at from users`
  await sql`
    insert into blocks (blocker_id, blocked_id, blocked_username, blocked_display_name)
    select one.id, other.id, other.username, other.display_name
    from (select id, row_number() over (order by id) as place from users) one
    cross join generate_series(1, 2) step
    join (select id, username, display_name, row_number() over (order by id) as place from users) other
      on other.place = (one.place * 7919 * step) % 10000 + 1
    where one.id <> other.id
      and not exists (
        select from friendships
        where low_id = least(one.id, other.id) and high_id = greatest(one.id, other.id)
      )`
  const [popular] = await sql<{ id: string }[]>`select id from users where username = ${EXTREMES.maxFriends}`
  const id = popular?.id ?? ''
  await sql`
    insert into blocks (blocker_id, blocked_id, blocked_username, blocked_display_name)
    select ${id}, id, username, display_name from users
    where id <> ${id} and not exists (
      select from friendships where low_id = least(id, ${id}::uuid) and high_id = greatest(id, ${id}::uuid)
    )
    order by id limit 100
    on conflict do nothing`
  await sql`vacuum (analyze) presence, blocks`
  const [friend] = await sql<ManyUsers['friend'][]>`
    select u.id, username, display_name as "displayName" from users u
    join friendships on low_id = least(u.id, ${id}::uuid) and high_id = greatest(u.id, ${id}::uuid)
    where u.id <> ${id} order by display_name collate "person_names" offset 1000 limit 1`
  if (!friend) throw new Error('No user has so many friends.')
  const sessionId = await startSession(id, { userAgent: 'test', address: '192.0.2.1' })
  const middle = friendCursor({ at: new Date(), online: false, ...friend })
  return { popular: { id, sessionId }, friend, middle }
}
