import 'server-only'
import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversationMembers, directConversations, messages } from '@/db/schema'
import { formatSeqRanges, type SeqRange } from '@/db/schema/seq-ranges'

interface ReactionRow {
  userId: string
  emoji: string
}

/**
 * Reactions of a message, oldest first. Read only when the message was changed, because a reaction is a change. Table
 * names are written out: drizzle omits them in a plain select, and the columns would be those of the inner table.
 */
const reactionsOf = sql<ReactionRow[] | null>`case when messages.mod_seq > 0 then (
  select jsonb_agg(jsonb_build_object('userId', r.user_id, 'emoji', r.emoji) order by r.created_at, r.user_id)
  from reactions r where r.conversation_id = messages.conversation_id and r.seq = messages.seq
) end`

export const messageColumns = {
  id: messages.id,
  conversationId: messages.conversationId,
  seq: messages.seq,
  senderId: messages.senderId,
  clientId: messages.clientId,
  kind: messages.kind,
  body: messages.body,
  createdAt: messages.createdAt,
  replyToSeq: messages.replyToSeq,
  editedAt: messages.editedAt,
  retractedAt: messages.retractedAt,
  modSeq: messages.modSeq,
  reactions: reactionsOf,
}

/** Condition: the user has hidden the message. */
export const hiddenFrom = (userId: SQL | string) => sql<boolean>`exists (
  select from hidden_messages h
  where h.user_id = ${userId} and h.conversation_id = messages.conversation_id and h.seq = messages.seq
)`

/** What a viewer may read of a conversation: the seqs of their membership. */
export interface ReadableHistory {
  conversationId: string
  viewerId: string
  visible: readonly SeqRange[]
}

const within = ({ conversationId, viewerId }: ReadableHistory, { from, end }: SeqRange, more?: SQL) =>
  and(
    eq(messages.conversationId, conversationId),
    gte(messages.seq, from),
    end === undefined ? undefined : lt(messages.seq, end),
    more,
    sql`not ${hiddenFrom(viewerId)}`,
  )

/** Returns the newest messages, below `before` if given, newest first, without those that the viewer has hidden. */
export function listMessagesBefore(
  on: Connection,
  history: ReadableHistory,
  before: number | undefined,
  limit: number,
): Promise<MessageRow[]> {
  const older = before === undefined ? undefined : lt(messages.seq, before)
  const ranges = history.visible.filter(({ from }) => before === undefined || from < before).toReversed()
  return readRanges(ranges, limit, (range, left) =>
    on
      .select(messageColumns)
      .from(messages)
      .where(within(history, range, older))
      .orderBy(desc(messages.seq))
      .limit(left),
  )
}

/** Returns the oldest messages above `after`, oldest first, without those that the viewer has hidden. */
export function listMessagesAfter(
  on: Connection,
  history: ReadableHistory,
  after: number,
  limit: number,
): Promise<MessageRow[]> {
  const ranges = history.visible.filter(({ end }) => end === undefined || end > after)
  return readRanges(ranges, limit, (range, left) =>
    on
      .select(messageColumns)
      .from(messages)
      .where(within(history, range, gt(messages.seq, after)))
      .orderBy(asc(messages.seq))
      .limit(left),
  )
}

/** Reads the ranges one after another up to the limit: one condition for all of them would scan the gaps between. */
async function readRanges(
  ranges: readonly SeqRange[],
  limit: number,
  read: (range: SeqRange, left: number) => PromiseLike<MessageRow[]>,
) {
  const rows: MessageRow[] = []
  for (const range of ranges) {
    if (rows.length >= limit) break
    rows.push(...(await read(range, limit - rows.length)))
  }
  return rows
}

/** Returns the messages that changed after modification number `modSeq`, in order of their last change. */
export function listMessagesChangedSince(on: Connection, history: ReadableHistory, modSeq: number, limit: number) {
  const { conversationId, viewerId, visible } = history
  return on
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        gt(messages.modSeq, modSeq),
        sql`${messages.seq} <@ ${formatSeqRanges(visible)}::int8multirange`,
        sql`not ${hiddenFrom(viewerId)}`,
      ),
    )
    .orderBy(asc(messages.modSeq))
    .limit(limit)
}

export type MessageRow = NonNullable<Awaited<ReturnType<typeof findMessage>>>

/** Returns the stored message, also when users have hidden it. */
export async function findMessage(on: Connection, conversationId: string, seq: number) {
  const [row] = await on
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)))
  return row
}

interface ViewedMessage {
  viewerId: string
  conversationId: string
  seq: number
}

/** Returns these messages, each with the peer of its viewer and whether its viewer may not see it. */
export function listMessagesForViewers(on: Connection, viewed: readonly ViewedMessage[]) {
  const viewers = sql.param(viewed.map(({ viewerId }) => viewerId))
  const ids = sql.param(viewed.map(({ conversationId }) => conversationId))
  const seqs = sql.param(viewed.map(({ seq }) => seq))
  const viewerId = sql<string>`viewed.viewer_id`
  return on
    .select({
      ...messageColumns,
      viewerId,
      hidden: sql<boolean>`${hiddenFrom(viewerId)} or not ${messages.seq} <@ ${conversationMembers.visible}`,
      peerId: peerIdOf(viewerId),
    })
    .from(messages)
    .innerJoin(
      sql`unnest(${viewers}::uuid[], ${ids}::uuid[], ${seqs}::bigint[]) as viewed(viewer_id, conversation_id, seq)`,
      sql`viewed.conversation_id = ${messages.conversationId} and viewed.seq = ${messages.seq}`,
    )
    .innerJoin(
      conversationMembers,
      sql`${conversationMembers.conversationId} = ${messages.conversationId} and ${conversationMembers.userId} = ${viewerId}`,
    )
    .innerJoin(directConversations, eq(directConversations.conversationId, messages.conversationId))
}

/** The other user of the direct conversation. */
export const peerIdOf = (viewerId: SQL<string>) =>
  sql<string>`case ${directConversations.lowId} when ${viewerId} then ${directConversations.highId} else ${directConversations.lowId} end`
