import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversations, hiddenMessages, messages, reactions } from '@/db/schema'

const at = (conversationId: string, seq: number) =>
  and(eq(messages.conversationId, conversationId), eq(messages.seq, seq))

/**
 * Changes a message, increments the conversation's modification number and stores it with the message. The caller has
 * locked the conversation's row.
 */
async function changeMessage(
  tx: Connection,
  conversationId: string,
  seq: number,
  set: { body?: string; editedAt?: ReturnType<typeof sql>; retractedAt?: ReturnType<typeof sql> },
) {
  const [conversation] = await tx
    .update(conversations)
    .set({ modSeq: sql`${conversations.modSeq} + 1` })
    .where(eq(conversations.id, conversationId))
    .returning({ modSeq: conversations.modSeq })
  if (!conversation) throw new Error('A message was changed in a conversation that does not exist.')
  await tx
    .update(messages)
    .set({ ...set, modSeq: conversation.modSeq })
    .where(at(conversationId, seq))
}

export const editMessageBody = (tx: Connection, conversationId: string, seq: number, body: string) =>
  changeMessage(tx, conversationId, seq, { body, editedAt: sql`now()` })

/** Empties the message and deletes its reactions. The row stays. */
export async function retractMessageBody(tx: Connection, conversationId: string, seq: number) {
  await tx.delete(reactions).where(and(eq(reactions.conversationId, conversationId), eq(reactions.seq, seq)))
  await changeMessage(tx, conversationId, seq, { body: '', retractedAt: sql`now()` })
}

/** Sets the user's reaction, or removes it with null. Returns false when nothing changed. */
export async function setReaction(
  tx: Connection,
  { conversationId, seq, userId, emoji }: { conversationId: string; seq: number; userId: string; emoji: string | null },
): Promise<boolean> {
  const changed =
    emoji === null
      ? await tx
          .delete(reactions)
          .where(
            and(eq(reactions.conversationId, conversationId), eq(reactions.seq, seq), eq(reactions.userId, userId)),
          )
          .returning({ seq: reactions.seq })
      : await tx
          .insert(reactions)
          .values({ conversationId, seq, userId, emoji })
          .onConflictDoUpdate({
            target: [reactions.conversationId, reactions.seq, reactions.userId],
            set: { emoji },
            setWhere: sql`${reactions.emoji} <> ${emoji}`,
          })
          .returning({ seq: reactions.seq })
  if (changed.length === 0) return false
  await changeMessage(tx, conversationId, seq, {})
  return true
}

/** Hides the message for this user. Returns false when it was hidden already. */
export async function hideMessage(tx: Connection, userId: string, conversationId: string, seq: number) {
  const rows = await tx
    .insert(hiddenMessages)
    .values({ userId, conversationId, seq })
    .onConflictDoNothing()
    .returning({ seq: hiddenMessages.seq })
  return rows.length > 0
}

/** Returns what a change must check: sender, body, retraction, and the age in seconds by the database's clock. */
export async function findMessageToChange(tx: Connection, conversationId: string, seq: number) {
  const [row] = await tx
    .select({
      senderId: messages.senderId,
      body: messages.body,
      createdAt: messages.createdAt,
      retracted: sql<boolean>`${messages.retractedAt} is not null`,
      ageSeconds: sql<number>`extract(epoch from now() - ${messages.createdAt})::float8`,
    })
    .from(messages)
    .where(at(conversationId, seq))
  return row
}

/**
 * Stores a message that was written before the conversation existed (a greeting) as its next message. Returns the seq.
 * When its clientId belongs to another message by now, its own id is stored instead.
 */
export async function appendMessage(
  tx: Connection,
  row: { conversationId: string; senderId: string; id: string; clientId: string; body: string },
): Promise<number> {
  const { conversationId, senderId, id, clientId, body } = row
  const [stored] = await tx.execute<{ seq: number }>(sql`
    with moved as (
      update conversations set last_seq = last_seq + 1, last_message_at = now()
      where id = ${conversationId} returning last_seq
    )
    insert into messages (id, conversation_id, seq, sender_id, client_id, body)
    select ${id}, ${conversationId}, last_seq, ${senderId}::uuid, case
      when exists (select from messages m where m.sender_id = ${senderId} and m.client_id = ${clientId})
      then ${id}::uuid else ${clientId}::uuid end, ${body}
    from moved returning seq::float8 as seq`)
  if (!stored) throw new Error('A message was stored in a conversation that does not exist.')
  return stored.seq
}
