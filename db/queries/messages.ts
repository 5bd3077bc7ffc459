import 'server-only'
import { and, asc, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversations, messages } from '@/db/schema'

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

const visibleIn = (conversationId: string, viewerId: string, more: SQL | undefined) =>
  and(eq(messages.conversationId, conversationId), more, sql`not ${hiddenFrom(viewerId)}`)

/** Returns the newest messages, below `before` if given, newest first, without those that the viewer has hidden. */
export function listMessagesBefore(
  on: Connection,
  conversationId: string,
  viewerId: string,
  before: number | undefined,
  limit: number,
) {
  return on
    .select(messageColumns)
    .from(messages)
    .where(visibleIn(conversationId, viewerId, before === undefined ? undefined : lt(messages.seq, before)))
    .orderBy(desc(messages.seq))
    .limit(limit)
}

/** Returns the oldest messages above `after`, oldest first, without those that the viewer has hidden. */
export function listMessagesAfter(
  on: Connection,
  conversationId: string,
  viewerId: string,
  after: number,
  limit: number,
) {
  return on
    .select(messageColumns)
    .from(messages)
    .where(visibleIn(conversationId, viewerId, gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(limit)
}

/** Returns the messages that changed after modification number `modSeq`, in order of their last change. */
export function listMessagesChangedSince(
  on: Connection,
  conversationId: string,
  viewerId: string,
  modSeq: number,
  limit: number,
) {
  return on
    .select(messageColumns)
    .from(messages)
    .where(visibleIn(conversationId, viewerId, gt(messages.modSeq, modSeq)))
    .orderBy(asc(messages.modSeq))
    .limit(limit)
}

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

/** Returns these messages, each with the members of its conversation and whether its viewer has hidden it. */
export function listMessagesForViewers(on: Connection, viewed: readonly ViewedMessage[]) {
  const viewers = sql.param(viewed.map(({ viewerId }) => viewerId))
  const ids = sql.param(viewed.map(({ conversationId }) => conversationId))
  const seqs = sql.param(viewed.map(({ seq }) => seq))
  return on
    .select({
      ...messageColumns,
      viewerId: sql<string>`viewed.viewer_id`,
      hidden: hiddenFrom(sql`viewed.viewer_id`),
      lowId: conversations.lowId,
      highId: conversations.highId,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(
      sql`unnest(${viewers}::uuid[], ${ids}::uuid[], ${seqs}::bigint[]) as viewed(viewer_id, conversation_id, seq)`,
      sql`viewed.conversation_id = ${messages.conversationId} and viewed.seq = ${messages.seq}`,
    )
}
