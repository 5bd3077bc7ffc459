import 'server-only'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import {
  conversationMembers,
  conversations,
  directConversations,
  messageSearch,
  messages,
  searchCursors,
} from '@/db/schema'
import type { SeqRange } from '@/db/schema/seq-ranges'
import { conversationIdsOf } from './conversations'
import { hiddenFrom, messageColumns, peerIdOf } from './messages'

export interface IndexRow {
  conversationId: string
  seq: number
  createdAt: Date
  grams: number[]
}

/** Returns ids of conversations with unindexed messages. Scans all conversations, so do not call it for each send. */
export async function listConversationsBehind(on: Connection, limit: number): Promise<string[]> {
  const rows = await on.execute<{ id: string }>(sql`
    select c.id from conversations c left join ${searchCursors} s on s.conversation_id = c.id
    where c.last_seq > coalesce(s.indexed_seq, 0) limit ${limit}`)
  return rows.map(({ id }) => id)
}

export interface UnindexedMessage {
  conversationId: string
  seq: number
  createdAt: Date
  body: string
}

/** Returns messages of these conversations that are not indexed yet, oldest first within each. */
export async function listUnindexed(
  on: Connection,
  conversationIds: readonly string[],
  limit: number,
): Promise<UnindexedMessage[]> {
  const rows = await on.execute<{ conversationId: string; seq: number; createdAt: string; body: string }>(sql`
    select m.conversation_id as "conversationId", m.seq::float8 as seq, m.created_at as "createdAt", m.body
    from unnest(${sql.param(conversationIds)}::uuid[]) as behind(id)
    left join search_cursors s on s.conversation_id = behind.id
    join messages m on m.conversation_id = behind.id and m.seq > coalesce(s.indexed_seq, 0)
    order by m.conversation_id, m.seq limit ${limit}`)
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }))
}

/**
 * Adds messages to the index and moves the cursor of each conversation. Messages that are indexed already do not
 * change.
 */
export async function insertIntoIndex(tx: Connection, rows: readonly IndexRow[]) {
  await tx.execute(sql`
    with fresh as (
      select * from unnest(
        ${sql.param(rows.map((row) => row.conversationId))}::uuid[], ${sql.param(rows.map((row) => row.seq))}::bigint[],
        ${sql.param(rows.map((row) => row.createdAt.toISOString()))}::text[]::timestamptz[],
        ${sql.param(rows.map((row) => `{${row.grams.join()}}`))}::text[]
      ) as row(conversation_id, seq, created_at, grams)
    ),
    stored as (
      insert into ${messageSearch} (conversation_id, seq, created_at, grams)
      select conversation_id, seq, created_at, grams::int[] from fresh on conflict do nothing
    )
    insert into search_cursors as s (conversation_id, indexed_seq)
    select conversation_id, max(seq) from fresh group by conversation_id order by conversation_id
    on conflict (conversation_id) do update set indexed_seq = greatest(s.indexed_seq, excluded.indexed_seq)`)
}

/** Inserts or replaces the index row of a message, in the transaction that changes the message. */
export async function replaceInIndex(tx: Connection, { conversationId, seq, createdAt, grams }: IndexRow) {
  await tx.execute(sql`
    insert into message_search (conversation_id, seq, created_at, grams)
    values (${conversationId}, ${seq}, ${createdAt.toISOString()}::timestamptz, ${`{${grams.join()}}`}::text::int[])
    on conflict (conversation_id, seq) do update set grams = excluded.grams`)
}

export interface SearchedConversation {
  conversationId: string
  lastSeq: number
  lastMessageAt: Date
  /** Seq up to which it is indexed. */
  indexedSeq: number
  visible: readonly SeqRange[]
}

/** Returns the conversations with messages of a user, or only that one; the one with the newest message first. */
export function listSearchedConversations(
  on: Connection,
  userId: string,
  conversationId: string | undefined,
): Promise<SearchedConversation[]> {
  return on
    .select({
      conversationId: conversations.id,
      lastSeq: conversations.lastSeq,
      lastMessageAt: conversations.lastMessageAt,
      indexedSeq: sql<number>`coalesce(${searchCursors.indexedSeq}, 0)::float8`,
      visible: conversationMembers.visible,
    })
    .from(conversationMembers)
    .innerJoin(conversations, eq(conversations.id, conversationMembers.conversationId))
    .leftJoin(searchCursors, eq(searchCursors.conversationId, conversations.id))
    .where(
      and(
        eq(conversationMembers.userId, userId),
        gt(conversations.lastSeq, 0),
        conversationId === undefined
          ? sql`${conversations.id} = any(${conversationIdsOf(userId)})`
          : eq(conversations.id, conversationId),
      ),
    )
    .orderBy(desc(conversations.lastMessageAt))
}

/** Seqs of one bucket of a conversation, and the hashed grams that a message of that bucket must have. */
export interface SearchScope {
  conversationId: string
  first: number
  last: number
  grams: readonly number[]
}

/** Position in search results, which are ordered by it, newest first. `at` is an ISO time with milliseconds. */
export interface HitPosition {
  at: string
  conversationId: string
  seq: number
}

export interface CandidateFilter {
  since?: string | undefined
  until?: string | undefined
  before?: HitPosition | undefined
  limit: number
}

/** Returns the newest messages that have all grams of their bucket; by a collision of hashes they may lack some. */
export async function findCandidates(
  on: Connection,
  scopes: readonly SearchScope[],
  { since, until, before, limit }: CandidateFilter,
): Promise<HitPosition[]> {
  const ids = sql.param(scopes.map(({ conversationId }) => conversationId))
  const firsts = sql.param(scopes.map(({ first }) => first))
  const lasts = sql.param(scopes.map(({ last }) => last))
  const grams = sql.param(scopes.map((scope) => `{${scope.grams.join()}}`))
  const conditions = and(
    sql`s.conversation_id = scope.conversation_id and s.seq between scope.first and scope.last`,
    since ? sql`s.created_at >= ${since}::timestamptz` : undefined,
    until ? sql`s.created_at < ${until}::timestamptz` : undefined,
    before &&
      sql`(s.created_at, s.conversation_id, s.seq) < (${before.at}::timestamptz, ${before.conversationId}::uuid, ${before.seq})`,
  )
  const rows = await on.execute<{ at: string; conversationId: string; seq: number }>(sql`
    select hit.created_at as at, hit.conversation_id as "conversationId", hit.seq::float8 as seq
    from unnest(${ids}::uuid[], ${firsts}::bigint[], ${lasts}::bigint[], ${grams}::text[])
      as scope(conversation_id, first, last, grams)
    cross join lateral (
      select s.created_at, s.conversation_id, s.seq
      -- OFFSET 0 keeps the planner from reading the whole bucket by its primary key instead.
      from (select * from message_search where grams @> scope.grams::int[] offset 0) s
      where ${conditions} order by s.created_at desc, s.seq desc limit ${limit}
    ) hit
    order by hit.created_at desc, hit.conversation_id desc, hit.seq desc limit ${limit}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Returns the time of the newest of these messages, or undefined when there is none. */
export async function findNewestTime(
  on: Connection,
  positions: readonly { conversationId: string; seq: number }[],
): Promise<string | undefined> {
  const ids = sql.param(positions.map(({ conversationId }) => conversationId))
  const seqs = sql.param(positions.map(({ seq }) => seq))
  const [row] = await on.execute<{ at: string | null }>(sql`
    select max(m.created_at) as at from unnest(${ids}::uuid[], ${seqs}::bigint[]) as place(conversation_id, seq)
    join messages m on m.conversation_id = place.conversation_id and m.seq = place.seq`)
  return row?.at ? new Date(row.at).toISOString() : undefined
}

/** Returns these messages with the peer of the viewer, without those that were retracted or that the viewer has hidden. */
export function listFoundMessages(
  on: Connection,
  viewerId: string,
  positions: readonly HitPosition[],
  from: string | undefined,
) {
  const ids = sql.param(positions.map(({ conversationId }) => conversationId))
  const seqs = sql.param(positions.map(({ seq }) => seq))
  return on
    .select({ ...messageColumns, peerId: peerIdOf(sql<string>`${viewerId}::uuid`) })
    .from(messages)
    .innerJoin(
      sql`unnest(${ids}::uuid[], ${seqs}::bigint[]) with ordinality as found(conversation_id, seq, ord)`,
      sql`found.conversation_id = ${messages.conversationId} and found.seq = ${messages.seq}`,
    )
    .innerJoin(directConversations, eq(directConversations.conversationId, messages.conversationId))
    .where(
      and(
        isNull(messages.retractedAt),
        sql`not ${hiddenFrom(viewerId)}`,
        from === undefined ? undefined : eq(messages.senderId, from),
      ),
    )
    .orderBy(sql`found.ord`)
}
