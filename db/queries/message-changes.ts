import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversations, hiddenMessages, messages, reactions } from '@/db/schema'

const at = (conversationId: string, seq: number) =>
  and(eq(messages.conversationId, conversationId), eq(messages.seq, seq))

/**
 * Moves the conversation's modification number on and marks the message with it, together with the change. The caller
 * holds the conversation's row.
 */
async function changeMessage(
  tx: Connection,
  conversationId: string,
  seq: number,
  set: { body?: string; editedAt?: ReturnType<typeof sql>; retractedAt?: ReturnType<typeof sql> },
) {
  const [moved] = await tx
    .update(conversations)
    .set({ modSeq: sql`${conversations.modSeq} + 1` })
    .where(eq(conversations.id, conversationId))
    .returning({ modSeq: conversations.modSeq })
  if (!moved) throw new Error('A message was changed in a conversation that is not there.')
  await tx
    .update(messages)
    .set({ ...set, modSeq: moved.modSeq })
    .where(at(conversationId, seq))
}

export const editMessageBody = (tx: Connection, conversationId: string, seq: number, body: string) =>
  changeMessage(tx, conversationId, seq, { body, editedAt: sql`now()` })

/** Empties the message and leaves its place, without the reactions. */
export async function retractMessageBody(tx: Connection, conversationId: string, seq: number) {
  await tx.delete(reactions).where(and(eq(reactions.conversationId, conversationId), eq(reactions.seq, seq)))
  await changeMessage(tx, conversationId, seq, { body: '', retractedAt: sql`now()` })
}

/** Sets the person's one reaction, or takes it away with null. False when it was so already. */
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

/** Hides the message from this person; false when it was hidden already. */
export async function hideMessage(tx: Connection, userId: string, conversationId: string, seq: number) {
  const rows = await tx
    .insert(hiddenMessages)
    .values({ userId, conversationId, seq })
    .onConflictDoNothing()
    .returning({ seq: hiddenMessages.seq })
  return rows.length > 0
}

/** Milliseconds since the message was sent, by the database's clock; with who sent it and whether it is taken back. */
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
 * Stores a message that was written before there was a conversation, as its next one; answers with its seq. Should its
 * clientId have served another message meanwhile, its own id stands in for it.
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
  if (!stored) throw new Error('A message was stored in a conversation that is not there.')
  return stored.seq
}
