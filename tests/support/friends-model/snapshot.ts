import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { allUsers, type ConversationState, type ModelState, type NotificationState, pairKey } from './state'
import { type FriendsWorld, personOf } from './world'

interface Rows {
  people: { id: string; plan: 'free' | 'pro'; friends: number; notified: number; readUpTo: number; cursor: number }[]
  friendships: { low: string; high: string; status: string; by: string }[]
  blocks: { by: string; of: string }[]
  conversations: {
    low: string
    high: string
    open: boolean
    lastSeq: number
    senders: string[]
    members: { id: string; read: number; shown: number }[]
  }[]
  notifications: { to: string; seq: number; kind: string; by: string }[]
  events: { id: string; type: string }[]
}

/** Reads the model's state from the tables and the cursor of each log. `cursors` are those of the previous snapshot. */
export async function snapshotOf(
  world: FriendsWorld,
  cursors: readonly number[],
): Promise<{ facts: ModelState; cursors: number[] }> {
  const rows = await rowsOf(world, cursors)
  // An unknown id gives -1, which is NOBODY.
  const number = (id: string) => world.people.findIndex((person) => person.id === id)
  const people = allUsers.map((at) => rowOf(rows.people, personOf(world, at).id))
  const facts: ModelState = {
    people: people.map(({ id: _id, cursor: _cursor, ...person }) => person),
    friendships: Object.fromEntries(
      rows.friendships.map(({ low, high, status, by }) => [
        pairKey(number(low), number(high)),
        status === 'accepted' ? 'friends' : `${number(by)} asked ${number(by === low ? high : low)}`,
      ]),
    ),
    blocks: rows.blocks.map((block) => `${number(block.by)}>${number(block.of)}`).sort(),
    conversations: Object.fromEntries(rows.conversations.map((row) => conversationFacts(row, number))),
    notifications: rows.notifications.map(
      (row): NotificationState => ({ ...row, to: number(row.to), by: number(row.by) }),
    ),
    events: allUsers.map((at) => rows.events.filter(({ id }) => number(id) === at).map(({ type }) => type)),
  }
  return { facts, cursors: people.map(({ cursor }) => cursor) }
}

function conversationFacts(row: Rows['conversations'][number], number: (id: string) => number) {
  if (row.senders.length !== row.lastSeq) throw new Error(`${row.senders.length} messages of ${row.lastSeq}`)
  const by = (value: (member: { read: number; shown: number }) => number) =>
    Object.fromEntries(row.members.map((member) => [number(member.id), value(member)]))
  const facts: ConversationState = {
    open: row.open,
    senders: row.senders.map(number),
    read: by(({ read }) => read),
    shown: by(({ shown }) => shown),
  }
  return [pairKey(number(row.low), number(row.high)), facts] as const
}

function rowOf(people: Rows['people'], id: string) {
  const row = people.find((person) => person.id === id)
  if (!row) throw new Error('A user has no row.')
  return row
}

/** Reads all rows in one query, so that they are consistent. */
async function rowsOf({ people }: FriendsWorld, cursors: readonly number[]): Promise<Rows> {
  const ids = sql`${sql.param(people.map(({ id }) => id))}::uuid[]`
  const since = sql`unnest(${ids}, ${sql.param([...cursors])}::bigint[]) as since(user_id, seq)`
  const list = (columns: ReturnType<typeof sql>, rest: ReturnType<typeof sql>) =>
    sql`(select coalesce(json_agg(row_to_json(row)), '[]') from (select ${columns} ${rest}) row)`
  const [row] = await database().execute<{ rows: Rows }>(sql`select json_build_object(
    'people', ${list(
      sql`u.id, u.plan, u.friend_count as friends, coalesce(n.last_seq, 0) as notified,
        coalesce(n.read_seq, 0) as "readUpTo", c.last_seq as cursor`,
      sql`from users u join event_cursors c on c.user_id = u.id left join notification_cursors n on n.user_id = u.id
        where u.id = any(${ids})`,
    )},
    'friendships', ${list(
      sql`low_id as low, high_id as high, status, action_user_id as by`,
      sql`from friendships where low_id = any(${ids}) or high_id = any(${ids})`,
    )},
    'blocks', ${list(sql`blocker_id as by, blocked_id as of`, sql`from blocks where blocker_id = any(${ids})`)},
    'conversations', ${list(
      sql`d.low_id as low, d.high_id as high, c.open, c.last_seq as "lastSeq",
        (select coalesce(json_agg(m.sender_id order by m.seq), '[]') from messages m where m.conversation_id = c.id) as senders,
        (select json_agg(json_build_object('id', m.user_id, 'read', m.last_read_seq, 'shown', m.shown_read_seq))
          from conversation_members m where m.conversation_id = c.id) as members`,
      sql`from conversations c join direct_conversations d on d.conversation_id = c.id where d.low_id = any(${ids})`,
    )},
    'notifications', ${list(
      sql`user_id as to, seq, kind, actor_id as by`,
      sql`from notifications where user_id = any(${ids}) order by created_at, user_id, seq`,
    )},
    'events', ${list(
      sql`e.user_id as id, e.type`,
      sql`from user_events e join ${since} on since.user_id = e.user_id and e.seq > since.seq order by e.user_id, e.seq`,
    )}
  ) as rows`)
  if (!row) throw new Error('There is no snapshot.')
  return row.rows
}
