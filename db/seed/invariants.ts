import 'server-only'
import { database } from '@/db/client'

/** For each invariant of a seed, a query that returns the rows that violate it. */
const VIOLATION_QUERIES = {
  'friend_count is the number of accepted friendships': `
    select u.id from users u where friend_count <>
      (select count(*) from friendships f where status = 'accepted' and u.id in (f.low_id, f.high_id))`,
  'no user has more friends than the plan allows': `
    select id from users where friend_count > case plan when 'pro' then 2000 else 500 end`,
  'no user has more than 100 pending outgoing requests': `
    select action_user_id from friendships where status = 'pending' group by 1 having count(*) > 100`,
  'every user has an empty event log': `
    select u.id from users u left join event_cursors c on c.user_id = u.id
    where c.last_seq is distinct from 0 or exists (select from user_events e where e.user_id = u.id)`,
  'last_seq and last_message_at are those of the newest message, and seq has no gaps': `
    select c.id from conversations c
    left join lateral (
      select max(seq) as newest, count(*) as n, min(seq) as oldest from messages where conversation_id = c.id
    ) m on true
    left join messages last on last.conversation_id = c.id and last.seq = c.last_seq
    where (c.last_seq, c.last_seq, 1, c.last_message_at) is distinct from (m.newest, m.n, m.oldest, last.created_at)`,
  'every conversation has a pair, and exactly its two users are members': `
    select c.id from conversations c left join direct_conversations d on d.conversation_id = c.id
    where array[low_id, high_id] is distinct from
      (select array_agg(user_id order by user_id) from conversation_members where conversation_id = c.id)`,
  'read, delivered and newest seq are in ascending order': `
    select c.id from conversations c join conversation_members m on m.conversation_id = c.id
    where not (0 <= last_read_seq and last_read_seq <= delivered_seq and delivered_seq <= last_seq)`,
  'every user has read everything before their own messages': `
    select m.user_id from conversation_members m where last_read_seq <
      (select max(seq) from messages s where s.conversation_id = m.conversation_id and s.sender_id = m.user_id)`,
  'conversations are open exactly between friends': `
    select c.id from conversations c join direct_conversations d on d.conversation_id = c.id
    left join friendships f on f.low_id = d.low_id and f.high_id = d.high_id and f.status = 'accepted'
    where c.open <> (f.low_id is not null)`,
  'within a conversation, ids and times increase with seq': `
    select id from (
      select id, created_at, lag(id) over conversation as id_before, lag(created_at) over conversation as at_before
      from messages window conversation as (partition by conversation_id order by seq)
    ) m where id_before >= id or at_before >= created_at`,
  'changes of messages are numbered up to the number of their conversation': `
    select c.id from conversations c where mod_seq <>
      (select coalesce(max(m.mod_seq), 0) from messages m where m.conversation_id = c.id)`,
  'retracted messages are empty and have no reactions': `
    select id from messages m where retracted_at is not null and (body <> '' or exists
      (select from reactions r where r.conversation_id = m.conversation_id and r.seq = m.seq))`,
  'replies, edits and reactions come after what they belong to, in the past': `
    select id from messages where reply_to_seq >= seq or edited_at <= created_at or edited_at > now()
    union all select r.user_id from reactions r join messages m using (conversation_id, seq)
    where r.created_at <= m.created_at or r.created_at > now()`,
  'notifications are numbered without gaps, and cursors name the newest': `
    select user_id from notifications n full join notification_cursors c using (user_id)
    group by user_id, c.last_seq having c.last_seq is distinct from count(n.seq) or max(n.seq) <> count(n.seq)`,
  'ids are UUIDs v7 with the time of creation': `
    select id from (
      select id, created_at from messages union all select id, created_at from conversations
      union all select id, created_at from users
    ) m where substr(id::text, 15, 1) <> '7'
      or ('x' || translate(substr(id::text, 1, 13), '-', ''))::bit(48)::bigint
        <> floor(extract(epoch from created_at) * 1000)`,
  'users join, ask, become friends and talk, in this order and in the past': `
    select c.id::text from conversations c join direct_conversations d on d.conversation_id = c.id
    join users u on u.id in (d.low_id, d.high_id)
    left join friendships f on f.low_id = d.low_id and f.high_id = d.high_id and f.status = 'accepted'
    where u.created_at > c.created_at or f.updated_at > c.created_at
      or exists (select from messages m where m.conversation_id = c.id and seq = 1 and m.created_at < c.created_at)
      or c.last_message_at > now()
    union all
    select low_id::text from friendships f join users u on u.id in (f.low_id, f.high_id)
    where u.created_at > f.created_at or f.created_at > f.updated_at or f.updated_at > now()`,
}

/** Returns the violated invariants. */
export async function violatedInvariants(): Promise<string[]> {
  const violated: string[] = []
  for (const [invariant, query] of Object.entries(VIOLATION_QUERIES)) {
    const [violation] = await database().$client.unsafe(`${query} limit 1`)
    if (violation) violated.push(invariant)
  }
  return violated
}

/** Returns the number of rows of each kind. */
export async function countRows() {
  const [counts] = await database().$client<Record<string, number>[]>`
    select (select count(*)::int from users) as people,
      (select count(*)::int from friendships where status = 'accepted') as friendships,
      (select count(*)::int from friendships where status = 'pending') as requests,
      (select count(*)::int from conversations) as conversations,
      (select count(*)::int from conversations where not open) as ended,
      (select count(*)::int from messages) as messages`
  return counts
}
