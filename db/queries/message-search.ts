import 'server-only'
import { and, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { messageSearch, messages, searchCursors } from '@/db/schema'
import { hiddenFrom, messageColumns } from './messages'

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

/** Returns messages of these conversations that are not indexed yet, oldest first within each. */
export async function listUnindexed(on: Connection, conversationIds: readonly string[], limit: number) {
  const rows = await on.execute<{
    conversationId: string
    seq: number
    createdAt: string
    body: string
    lowId: string | null
    highId: string | null
  }>(sql`
    select m.conversation_id as "conversationId", m.seq::float8 as seq, m.created_at as "createdAt", m.body,
      c.low_id as "lowId", c.high_id as "highId"
    from unnest(${sql.param(conversationIds)}::uuid[]) as behind(id)
    join conversations c on c.id = behind.id
    left join search_cursors s on s.conversation_id = c.id
    join messages m on m.conversation_id = c.id and m.seq > coalesce(s.indexed_seq, 0)
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

export interface SearchFilter {
  /** For each week from `begin` to `end`: the hashed grams that a message must have. */
  gramsOfWeeks: readonly (readonly number[])[]
  begin: Date
  end: Date
  conversationId?: string | undefined
  from?: string | undefined
  since?: string | undefined
  until?: string | undefined
  before?: { since: string; id: string } | undefined
  limit: number
}

/**
 * Returns messages that have all the grams, newest first, without hidden and retracted ones. Hash collisions may add a
 * few messages of other users, with `peerId` null. Each week is searched separately, up to the limit: PostgreSQL cannot
 * estimate how many rows have given grams, and for many weeks at once it would scan the whole table.
 */
export function searchMessages(on: Connection, viewerId: string, filter: SearchFilter) {
  const at = sql`date_trunc('milliseconds', ${messages.createdAt})`
  const newestFirst = sql`${at} desc, ${messages.id} desc`
  const weeks = filter.gramsOfWeeks.map((grams) => `{${grams.join()}}`)
  const conditions: (SQL | undefined)[] = [
    sql`s.grams @> week.grams::int[]`,
    sql`s.created_at >= ${filter.begin.toISOString()}::timestamptz and s.created_at < ${filter.end.toISOString()}::timestamptz`,
    sql`${messages.retractedAt} is null`,
    sql`not ${hiddenFrom(viewerId)}`,
    filter.conversationId ? sql`s.conversation_id = ${filter.conversationId}` : undefined,
    filter.from ? sql`${messages.senderId} = ${filter.from}` : undefined,
    filter.since ? sql`s.created_at >= ${filter.since}::timestamptz` : undefined,
    filter.until ? sql`s.created_at < ${filter.until}::timestamptz` : undefined,
    filter.before
      ? sql`(${at}, ${messages.id}) < (${filter.before.since}::timestamptz, ${filter.before.id}::uuid)`
      : undefined,
  ]
  const found = sql`(
    select hit.* from unnest(${sql.param(weeks)}::text[]) as week(grams)
    cross join lateral (
      select s.conversation_id, s.seq, ${at} as at, ${messages.id} as id from message_search s
      join ${messages} on ${messages.conversationId} = s.conversation_id and ${messages.seq} = s.seq
      where ${and(...conditions)} order by ${newestFirst} limit ${filter.limit}
    ) hit
    order by hit.at desc, hit.id desc limit ${filter.limit}
  )`
  return on
    .select({
      ...messageColumns,
      // Read for the result only. Null for a conversation of other users, which a hash collision may find.
      peerId: sql<string | null>`(
        select case ${viewerId}::uuid when c.low_id then c.high_id when c.high_id then c.low_id end
        from conversations c where c.id = messages.conversation_id)`,
    })
    .from(messages)
    .innerJoin(
      sql`${found} found`,
      sql`found.conversation_id = ${messages.conversationId} and found.seq = ${messages.seq}`,
    )
    .orderBy(newestFirst)
    .limit(filter.limit)
}
