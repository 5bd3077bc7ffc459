import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversationIdsOf, notHiddenFrom } from './conversations'
import { hasWordsOf } from './name-search'
import { blockSnapshot } from './users'

interface ConversationFilter {
  /** Only this conversation, even without messages. */
  id?: string
  q?: string
  before?: { since: string; id: string } | undefined
  limit: number
}

/** Above every seq. */
const MAX_SEQ = Number.MAX_SAFE_INTEGER

/** Returns a user's conversations with all data that a list shows, the one with the newest message first. */
export function listConversationsOf(on: Connection, userId: string, { id, q = '', before, limit }: ConversationFilter) {
  const newest = sql`date_trunc('milliseconds', c.last_message_at)`
  const block = (personId: SQL) => blockSnapshot(sql`${userId}::uuid`, personId)
  const named = hasWordsOf(sql`coalesce(block.search_text, u.search_text)`, q)
  const isNamed = sql`and exists (
    select from conversation_members other join users u on u.id = other.user_id
    cross join lateral ${block(sql`u.id`)} block
    where other.conversation_id = c.id and other.user_id <> ${userId} and ${named}
  )`
  // The page is selected before other data is read, so the cost does not depend on the number of conversations.
  return on.execute<ConversationRow & Record<string, unknown>>(sql`
    with page as materialized (
      select c.id, c.open, c.last_seq, c.mod_seq, ${newest} as newest, mine.last_read_seq, mine.visible
      from conversation_members mine join conversations c on c.id = mine.conversation_id
      where mine.user_id = ${userId} and c.id = any(${conversationIdsOf(userId)})
        ${id === undefined ? sql`and c.last_seq > 0` : sql`and c.id = ${id}`}
        ${named ? isNamed : sql``}
        ${before ? sql`and (${newest}, c.id) < (${before.since}::timestamptz, ${before.id}::uuid)` : sql``}
      order by ${newest} desc, c.id desc
      limit ${limit}
    )
    select page.id, page.open, page.last_seq::float8 as "lastSeq", page.newest as "lastMessageAt",
      page.last_read_seq::float8 as "lastReadSeq", theirs.shown_read_seq::float8 as "peerReadSeq",
      theirs.delivered_seq::float8 as "peerDeliveredSeq", page.mod_seq::float8 as "modSeq",
      peer.id as "peerId", coalesce(block.username, peer.username) as "peerUsername",
      coalesce(block.display_name, peer.display_name) as "peerDisplayName",
      case when not block.hidden then peer.picture_id end as "peerPictureId",
      last.id as "lastId", last.seq::float8 as "lastMessageSeq", last.sender_id as "lastSenderId",
      last.client_id as "lastClientId", last.kind as "lastKind", last.body as "lastBody",
      last.created_at as "lastCreatedAt", last.reply_to_seq::float8 as "lastReplyToSeq", last.edited_at as "lastEditedAt",
      last.retracted_at as "lastRetractedAt", last.mod_seq::float8 as "lastModSeq", case when last.mod_seq > 0 then (
        select jsonb_agg(jsonb_build_object('userId', r.user_id, 'emoji', r.emoji) order by r.created_at, r.user_id)
        from reactions r where r.conversation_id = page.id and r.seq = last.seq
      ) end as "lastReactions",
      case when page.last_seq > page.last_read_seq then (
        select count(*)::int from messages m
        where m.conversation_id = page.id and m.seq > page.last_read_seq and m.sender_id <> ${userId}
          and m.seq <@ page.visible
          and ${notHiddenFrom(sql`${userId}`)}
      ) else 0 end as unread
    from page
    join conversation_members theirs on theirs.conversation_id = page.id and theirs.user_id <> ${userId}
    join users peer on peer.id = theirs.user_id
    cross join lateral ${block(sql`peer.id`)} block
    left join lateral (
      select m.* from messages m
      where m.conversation_id = page.id and m.seq < coalesce(upper(page.visible), ${MAX_SEQ}) and m.seq <@ page.visible
        and ${notHiddenFrom(sql`${userId}`)}
      order by m.seq desc limit 1
    ) last on true
    order by page.newest desc, page.id desc`)
}

export interface ConversationRow {
  id: string
  open: boolean
  lastSeq: number
  lastMessageAt: string
  lastReadSeq: number
  peerReadSeq: number
  peerId: string
  peerUsername: string
  peerDisplayName: string
  peerPictureId: string | null
  peerDeliveredSeq: number
  modSeq: number
  lastId: string | null
  lastMessageSeq: number
  lastSenderId: string
  lastClientId: string
  lastKind: 'text'
  lastBody: string
  lastCreatedAt: string
  lastReplyToSeq: number | null
  lastEditedAt: string | null
  lastRetractedAt: string | null
  lastModSeq: number
  lastReactions: { userId: string; emoji: string }[] | null
  unread: number
}
