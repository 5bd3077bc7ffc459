import 'server-only'
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversations, messages } from '@/db/schema'

const message = {
  id: messages.id,
  conversationId: messages.conversationId,
  seq: messages.seq,
  senderId: messages.senderId,
  clientId: messages.clientId,
  kind: messages.kind,
  body: messages.body,
  createdAt: messages.createdAt,
}

/** The newest messages below `before` (all of them without it), newest first. */
export function listMessagesBefore(on: Connection, conversationId: string, before: number | undefined, limit: number) {
  const older = before === undefined ? undefined : lt(messages.seq, before)
  return on
    .select(message)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), older))
    .orderBy(desc(messages.seq))
    .limit(limit)
}

/** The oldest messages above `after`, oldest first. */
export function listMessagesAfter(on: Connection, conversationId: string, after: number, limit: number) {
  return on
    .select(message)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(limit)
}

/** The messages at these places, each with its conversation's pair. */
export function listMessagesAt(on: Connection, places: readonly { conversationId: string; seq: number }[]) {
  const ids = sql.param(places.map((place) => place.conversationId))
  const seqs = sql.param(places.map((place) => place.seq))
  return on
    .select({ ...message, lowId: conversations.lowId, highId: conversations.highId })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(
      sql`unnest(${ids}::uuid[], ${seqs}::bigint[]) as place(conversation_id, seq)`,
      sql`place.conversation_id = ${messages.conversationId} and place.seq = ${messages.seq}`,
    )
}
