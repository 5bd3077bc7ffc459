import 'server-only'
import { database } from '@/db/client'

/** For each promise a seed makes, the rows that break it. */
const VIOLATION_QUERIES = {
  'friend_count is the number of accepted friendships': `
    select u.id from users u where friend_count <>
      (select count(*) from friendships f where status = 'accepted' and u.id in (f.low_id, f.high_id))`,
  'nobody has more friends than the plan allows': `
    select id from users where friend_count > case plan when 'pro' then 2000 else 500 end`,
  'nobody waits for more than a hundred answers': `
    select action_user_id from friendships where status = 'pending' group by 1 having count(*) > 100`,
  'everybody has an event log, still empty': `
    select u.id from users u left join event_cursors c on c.user_id = u.id
    where c.last_seq is distinct from 0 or exists (select from user_events e where e.user_id = u.id)`,
  'last_seq and last_message_at are those of the newest message, and seq has no gaps': `
    select c.id from conversations c
    left join lateral (
      select max(seq) as newest, count(*) as n, min(seq) as oldest from messages where conversation_id = c.id
    ) m on true
    left join messages last on last.conversation_id = c.id and last.seq = c.last_seq
    where (c.last_seq, c.last_seq, 1, c.last_message_at) is distinct from (m.newest, m.n, m.oldest, last.created_at)`,
  'both of the pair are members, and nobody else': `
    select c.id from conversations c where array[low_id, high_id] is distinct from
      (select array_agg(user_id order by user_id) from conversation_members where conversation_id = c.id)`,
  'nobody has read what was not delivered, or not said': `
    select c.id from conversations c join conversation_members m on m.conversation_id = c.id
    where not (0 <= last_read_seq and last_read_seq <= delivered_seq and delivered_seq <= last_seq)`,
  'everybody has read what they answered': `
    select m.user_id from conversation_members m where last_read_seq <
      (select max(seq) from messages s where s.conversation_id = m.conversation_id and s.sender_id = m.user_id)`,
  'who may write are friends, and only they': `
    select c.id from conversations c left join friendships f
      on f.low_id = c.low_id and f.high_id = c.high_id and f.status = 'accepted'
    where c.open <> (f.low_id is not null)`,
  'within a conversation ids and times rise with seq': `
    select id from (
      select id, created_at, lag(id) over said as id_before, lag(created_at) over said as at_before
      from messages window said as (partition by conversation_id order by seq)
    ) m where id_before >= id or at_before >= created_at`,
  'ids are uuid v7 of their moment': `
    select id from (
      select id, created_at from messages union all select id, created_at from conversations
      union all select id, created_at from users
    ) m where substr(id::text, 15, 1) <> '7'
      or ('x' || translate(substr(id::text, 1, 13), '-', ''))::bit(48)::bigint
        <> floor(extract(epoch from created_at) * 1000)`,
  'people join, ask, become friends, talk, and all of that has happened': `
    select c.id::text from conversations c join users u on u.id in (c.low_id, c.high_id)
    left join friendships f on f.low_id = c.low_id and f.high_id = c.high_id and f.status = 'accepted'
    where u.created_at > c.created_at or f.updated_at > c.created_at
      or exists (select from messages m where m.conversation_id = c.id and seq = 1 and m.created_at < c.created_at)
      or c.last_message_at > now()
    union all
    select low_id::text from friendships f join users u on u.id in (f.low_id, f.high_id)
    where u.created_at > f.created_at or f.created_at > f.updated_at or f.updated_at > now()`,
}

/** The promises that are broken somewhere; none when all is well. */
export async function violatedInvariants(): Promise<string[]> {
  const broken: string[] = []
  for (const [promise, rows] of Object.entries(VIOLATION_QUERIES)) {
    const [breach] = await database().$client.unsafe(`${rows} limit 1`)
    if (breach) broken.push(promise)
  }
  return broken
}

/** How much of everything is there. */
export async function countRows() {
  const [facts] = await database().$client<Record<string, number>[]>`
    select (select count(*)::int from users) as people,
      (select count(*)::int from friendships where status = 'accepted') as friendships,
      (select count(*)::int from friendships where status = 'pending') as requests,
      (select count(*)::int from conversations) as conversations,
      (select count(*)::int from conversations where not open) as ended,
      (select count(*)::int from messages) as messages`
  return facts
}
