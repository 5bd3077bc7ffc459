import 'server-only'
import type { Db } from '@/db/client'

/** One send. With `allowed` false it is not stored, only looked up by clientId: it is invalid or over a rate limit. */
export interface SendRow {
  id: string
  conversationId: string
  senderId: string
  clientId: string
  body: string
  replyToSeq: number | null
  allowed: boolean
}

type SendState = 'stored' | 'known' | 'members_changed' | 'not_a_member' | 'closed' | 'refused' | 'no_such_reply'

/** Result of one send. A stored send has one row per recipient of its event. */
export interface SentRow {
  /** Position in the batch, from 1. */
  ord: number
  state: SendState
  id: string
  conversationId: string
  seq: number
  body: string
  replyToSeq: number | null
  /** Above 0 for a known message that was changed after it was sent; read its current version separately. */
  modSeq: number
  /** Stored time, in milliseconds since 1970. */
  createdMs: number
  userId: string | null
  eventSeq: number
  peerId: string
  peerUsername: string
  peerDisplayName: string
  peerPictureId: string | null
}

/**
 * Stores a batch of sends in one statement: locks the conversation rows in id order, checks `open` on the locked rows,
 * assigns seqs without gaps, and appends to the event logs of the members, with the cursors locked last and in id
 * order. A known clientId returns its stored message. Two rows of a batch must not have the same sender and clientId.
 *
 * In READ COMMITTED only a locked row is read again after the wait for its lock; everything else, so also who is a
 * member, is as it was when the statement began. A send for which that has changed is not stored and answers
 * `members_changed`: send it again.
 * When another process stores a clientId while this one waits for a lock, the whole statement fails (unique violation):
 * try again.
 */
export function sendMessages(db: Db, rows: readonly SendRow[]): Promise<SentRow[]> {
  const column = <Key extends keyof SendRow>(key: Key) => rows.map((row) => row[key])
  const allowed = rows.map((row) => String(row.allowed)) // The driver sends an array of booleans as one boolean.
  return db.$client<SentRow[]>`
    with sent as (
      select * from unnest(
        ${column('id')}::uuid[], ${column('conversationId')}::uuid[], ${column('senderId')}::uuid[],
        ${column('clientId')}::uuid[], ${column('body')}::text[], ${column('replyToSeq')}::bigint[],
        ${allowed}::text[]::boolean[]
      ) with ordinality as row(id, conversation_id, sender_id, client_id, body, reply_to_seq, allowed, ord)
    ),
    locked as materialized (
      select id, open, last_seq, member_version from conversations
      where id in (select conversation_id from sent) order by id for no key update
    ),
    checked as (
      select sent.*, locked.last_seq, known.id as known_id,
        known.conversation_id as known_conversation_id, known.seq as known_seq, known.body as known_body,
        known.created_at as known_at, known.reply_to_seq as known_reply_to_seq, known.mod_seq as known_mod_seq,
        case
          when known.seq is not null then 'known'
          when locked.member_version <> before.member_version then 'members_changed'
          when me.left_at is not null or me.user_id is null then 'not_a_member'
          when not allowed then 'refused'
          when not locked.open then 'closed'
          when sent.reply_to_seq > locked.last_seq or not sent.reply_to_seq <@ me.visible then 'no_such_reply'
          else 'stored'
        end as state
      from sent
      left join locked on locked.id = sent.conversation_id
      left join conversations before on before.id = sent.conversation_id
      left join conversation_members me on me.conversation_id = sent.conversation_id and me.user_id = sent.sender_id
      left join lateral (
        select m.id, m.conversation_id, m.seq, m.body, m.created_at, m.reply_to_seq, m.mod_seq from messages m
        where m.sender_id = sent.sender_id and m.client_id = sent.client_id
      ) known on true
    ),
    fresh as (
      select *, last_seq + row_number() over (partition by conversation_id order by ord) as seq
      from checked where state = 'stored'
    ),
    stored as (
      insert into messages (id, conversation_id, seq, sender_id, client_id, body, reply_to_seq)
      select id, conversation_id, seq, sender_id, client_id, body, reply_to_seq from fresh
    ),
    bumped as (
      update conversations c set last_seq = top.seq, last_message_at = now()
      from (select conversation_id, max(seq) as seq from fresh group by conversation_id) top
      where c.id = top.conversation_id
    ),
    recipients as (
      select ord, conversation_id, seq, member.user_id, case member.user_id when low_id then high_id else low_id end as peer_id
      from fresh
      join conversation_members member using (conversation_id)
      join direct_conversations using (conversation_id)
      where member.left_at is null
    ),
    cursors as materialized (
      select user_id, last_seq from event_cursors
      where user_id in (select user_id from recipients) order by user_id for no key update
    ),
    numbered as (
      select recipients.*, last_seq + row_number() over (partition by user_id order by ord) as event_seq
      from recipients join cursors using (user_id)
    ),
    advanced as (
      update event_cursors c set last_seq = top.seq
      from (select user_id, max(event_seq) as seq from numbered group by user_id) top where c.user_id = top.user_id
    ),
    logged as (
      insert into user_events (user_id, seq, type, data)
      select user_id, event_seq, 'new_message', jsonb_build_object('conversationId', conversation_id, 'seq', seq)
      from numbered
    )
    select checked.ord::int, checked.state, coalesce(known_id, checked.id) as id,
      coalesce(known_conversation_id, checked.conversation_id) as "conversationId",
      coalesce(known_seq, numbered.seq)::float8 as seq, coalesce(known_body, checked.body) as body,
      case when known_id is null then checked.reply_to_seq else known_reply_to_seq end::float8 as "replyToSeq",
      coalesce(known_mod_seq, 0)::float8 as "modSeq",
      (extract(epoch from coalesce(known_at, now())) * 1000)::float8 as "createdMs",
      numbered.user_id as "userId", event_seq::float8 as "eventSeq",
      peer.id as "peerId", peer.username as "peerUsername", peer.display_name as "peerDisplayName",
      peer.picture_id as "peerPictureId"
    from checked
    left join numbered using (ord)
    left join users peer on peer.id = numbered.peer_id
    order by checked.ord`
}
