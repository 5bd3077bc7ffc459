import 'server-only'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Connection } from '@/db/client'
import { messages, reports, users } from '@/db/schema'
import { hiddenFrom } from './messages'

export async function insertReport(tx: Connection, report: typeof reports.$inferInsert) {
  await tx.insert(reports).values(report)
}

/** The newest report by this person of that person, or of that message of theirs, that is less than a day old. */
export async function findReportOfToday(
  on: Connection,
  { reporterId, reportedId, messageId = null }: { reporterId: string; reportedId: string; messageId?: string | null },
) {
  const [row] = await on
    .select({ id: reports.id })
    .from(reports)
    .where(
      and(
        eq(reports.reportedId, reportedId),
        eq(reports.reporterId, reporterId),
        gt(reports.createdAt, sql`now() - interval '1 day'`),
        sql`${reports.snapshot} #>> '{message,id}' is not distinct from ${messageId}`,
      ),
    )
    .orderBy(desc(reports.createdAt))
    .limit(1)
  return row
}

const reportedColumns = {
  seq: messages.seq,
  senderId: messages.senderId,
  body: messages.body,
  createdAt: messages.createdAt,
}

/**
 * A message that this person sent in this conversation. Ids have no index, because every send would pay for it: this is
 * one walk through the conversation, 60 ms for 100,000 messages, and reports are limited.
 */
export async function findMessageToReport(on: Connection, conversationId: string, senderId: string, id: string) {
  const [row] = await on
    .select(reportedColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.senderId, senderId), eq(messages.id, id)))
    .limit(1)
  return row
}

/** The messages just before that one, newest first, without what the reporter has deleted for themselves. */
export function listMessagesLeadingTo(
  on: Connection,
  { conversationId, seq, reporterId }: { conversationId: string; seq: number; reporterId: string },
  limit: number,
) {
  return on
    .select(reportedColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), lt(messages.seq, seq), sql`not ${hiddenFrom(reporterId)}`))
    .orderBy(desc(messages.seq))
    .limit(limit)
}

/** Reports with who made them, newest first, those before the report `before`. */
export function listReports(
  on: Connection,
  { resolvedToo, before, limit }: { resolvedToo: boolean; before?: string | undefined; limit: number },
) {
  const reporters = alias(users, 'reporters')
  const place = sql`(select created_at, id from reports where id = ${before})`
  return on
    .select({
      id: reports.id,
      reason: reports.reason,
      note: reports.note,
      snapshot: reports.snapshot,
      createdAt: reports.createdAt,
      resolvedAt: reports.resolvedAt,
      reporter: reporters.username,
      /** As it is now; the snapshot has the one of then. */
      reported: users.username,
    })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.reportedId))
    .innerJoin(reporters, eq(reporters.id, reports.reporterId))
    .where(
      and(
        resolvedToo ? undefined : isNull(reports.resolvedAt),
        before === undefined ? undefined : lt(sql`(${reports.createdAt}, ${reports.id})`, place),
      ),
    )
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(limit)
}

/** The report's state, or undefined when there is none; `isNew` false when it was resolved already. */
export async function resolveReport(on: Connection, id: string) {
  const [row] = await on
    .update(reports)
    .set({ resolvedAt: sql`now()` })
    .where(and(eq(reports.id, id), isNull(reports.resolvedAt)))
    .returning({ id: reports.id })
  if (row) return { isNew: true }
  const [known] = await on.select({ id: reports.id }).from(reports).where(eq(reports.id, id))
  return known && { isNew: false }
}
