import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { conversationMembers, conversations, directConversations } from '@/db/schema'
import { pairOf } from './user-pair'

const ofPair = (a: string, b: string) => {
  const { lowId, highId } = pairOf(a, b)
  return and(eq(directConversations.lowId, lowId), eq(directConversations.highId, highId))
}

export async function findConversationOfPair(on: Connection, a: string, b: string) {
  const [row] = await on
    .select({ id: directConversations.conversationId })
    .from(directConversations)
    .where(ofPair(a, b))
  return row
}

/** Stores a new open conversation of a pair. The caller holds the pair's lock. */
export async function insertDirectConversation(tx: Connection, id: string, a: string, b: string) {
  await tx.insert(conversations).values({ id })
  await tx.insert(directConversations).values({ conversationId: id, ...pairOf(a, b) })
  await tx.insert(conversationMembers).values([
    { conversationId: id, userId: a },
    { conversationId: id, userId: b },
  ])
}

/** Opens or closes the conversation of a pair. Returns its id, or undefined when there is none. */
export async function setConversationOpen(tx: Connection, a: string, b: string, open: boolean) {
  const [row] = await tx
    .update(conversations)
    .set({ open })
    .from(directConversations)
    .where(and(eq(conversations.id, directConversations.conversationId), ofPair(a, b)))
    .returning({ id: conversations.id })
  return row?.id
}

/** Locks the conversation's row until the transaction ends, so that its members and newest seq do not change. */
export async function lockConversation(tx: Connection, id: string): Promise<void> {
  await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, id)).for('no key update')
}

/** Returns the conversation as the user may see it; undefined for a user who was never a member. */
export async function findMembership(on: Connection, conversationId: string, userId: string) {
  const [row] = await on
    .select({
      open: conversations.open,
      lastSeq: conversations.lastSeq,
      visible: conversationMembers.visible,
      leftAt: conversationMembers.leftAt,
    })
    .from(conversationMembers)
    .innerJoin(conversations, eq(conversations.id, conversationMembers.conversationId))
    .where(and(eq(conversationMembers.conversationId, conversationId), eq(conversationMembers.userId, userId)))
  return row
}

/** Returns the ids of the members, without former ones. */
export async function listMemberIds(on: Connection, conversationId: string): Promise<string[]> {
  const rows = await on
    .select({ userId: conversationMembers.userId })
    .from(conversationMembers)
    .where(and(eq(conversationMembers.conversationId, conversationId), isNull(conversationMembers.leftAt)))
    .orderBy(conversationMembers.userId)
  return rows.map(({ userId }) => userId)
}

/**
 * Moves the member's read position up to `seq`, never back; with `shown` also the one that the peer can see. Returns
 * the new position, or undefined when it did not move.
 */
export async function advanceReadCursor(
  tx: Connection,
  conversationId: string,
  userId: string,
  { seq, shown }: { seq: number; shown: boolean },
) {
  const [row] = await tx
    .update(conversationMembers)
    .set(shown ? { lastReadSeq: seq, shownReadSeq: seq } : { lastReadSeq: seq })
    .where(
      and(
        eq(conversationMembers.conversationId, conversationId),
        eq(conversationMembers.userId, userId),
        sql`${conversationMembers.lastReadSeq} < ${seq}`,
      ),
    )
    .returning({ lastReadSeq: conversationMembers.lastReadSeq })
  return row
}

/** Moves the member's delivered position up to `seq`, never back. Returns false when it did not move. */
export async function advanceDeliveredCursor(tx: Connection, conversationId: string, userId: string, seq: number) {
  const rows = await tx
    .update(conversationMembers)
    .set({ deliveredSeq: seq })
    .where(
      and(
        eq(conversationMembers.conversationId, conversationId),
        eq(conversationMembers.userId, userId),
        sql`${conversationMembers.deliveredSeq} < ${seq}`,
      ),
    )
    .returning({ userId: conversationMembers.userId })
  return rows.length > 0
}

export async function findReadCursor(on: Connection, conversationId: string, userId: string): Promise<number> {
  const [row] = await on
    .select({ lastReadSeq: conversationMembers.lastReadSeq })
    .from(conversationMembers)
    .where(and(eq(conversationMembers.conversationId, conversationId), eq(conversationMembers.userId, userId)))
  return row?.lastReadSeq ?? 0
}

/** Condition on messages `m`: the user has not hidden the message. */
export const notHiddenFrom = (userId: SQL) => sql`not exists (
  select from hidden_messages h where h.user_id = ${userId} and h.conversation_id = m.conversation_id and h.seq = m.seq
)`

/** Number of unread messages of a member with these columns. */
const unreadOf = (member: { conversationId: SQL; userId: SQL; lastReadSeq: SQL; visible: SQL }) => sql<number>`(
  select count(*)::int from messages m
  where m.conversation_id = ${member.conversationId} and m.seq > ${member.lastReadSeq}
    and m.sender_id <> ${member.userId} and m.seq <@ ${member.visible} and ${notHiddenFrom(member.userId)}
)`

export async function countUnreadIn(on: Connection, conversationId: string, userId: string): Promise<number> {
  // Table names are written out, because drizzle omits them in a plain select.
  const unread = unreadOf({
    conversationId: sql`conversation_members.conversation_id`,
    userId: sql`conversation_members.user_id`,
    lastReadSeq: sql`conversation_members.last_read_seq`,
    visible: sql`conversation_members.visible`,
  })
  const [row] = await on
    .select({ unread })
    .from(conversationMembers)
    .where(and(eq(conversationMembers.conversationId, conversationId), eq(conversationMembers.userId, userId)))
  return row?.unread ?? 0
}

/** Array of the ids of a user's conversations: PostgreSQL uses the index for it, but scans the table for a join. */
export const conversationIdsOf = (userId: string) =>
  sql`array(select conversation_id from conversation_members where user_id = ${userId})`

/** Number of read conversations among those of `listUnreadConversations`. */
const MAX_READ_LISTED = 50

/**
 * Returns the conversations of a user that have unread messages, and the read ones with the newest messages: a client
 * counts on from there, and needs their `lastSeq` for that.
 */
export async function listUnreadConversations(on: Connection, userId: string) {
  const unread = unreadOf({
    conversationId: sql`c.id`,
    userId: sql`${userId}::uuid`,
    lastReadSeq: sql`mine.last_read_seq`,
    visible: sql`mine.visible`,
  })
  const columns = sql`id as "conversationId", last_seq::float8 as "lastSeq", last_read_seq::float8 as "lastReadSeq", unread`
  const rows = await on.execute<{ conversationId: string; lastSeq: number; lastReadSeq: number; unread: number }>(sql`
    with counted as materialized (
      select c.id, c.last_seq, c.last_message_at, mine.last_read_seq,
        case when c.last_seq > mine.last_read_seq then ${unread} else 0 end as unread
      from conversation_members mine join conversations c on c.id = mine.conversation_id
      where mine.user_id = ${userId} and c.id = any(${conversationIdsOf(userId)}) and c.last_seq > 0
    )
    (select ${columns} from counted where unread > 0)
    union all
    (select ${columns} from counted where unread = 0 order by last_message_at desc limit ${MAX_READ_LISTED})`)
  return [...rows]
}
