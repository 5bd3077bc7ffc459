import 'server-only'
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Connection } from '@/db/client'
import { messages, reports, users } from '@/db/schema'
import { hiddenFrom } from './messages'

export async function insertReport(tx: Connection, report: typeof reports.$inferInsert) {
  await tx.insert(reports).values(report)
}

/** Returns the newest report by this reporter about the same person or message that is less than a day old. */
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
 * Returns a message of this sender in this conversation by id. Ids have no index, because it would slow down every
 * send. This scans the conversation: 60 ms for 100,000 messages, and reports are rate limited.
 */
export async function findMessageToReport(on: Connection, conversationId: string, senderId: string, id: string) {
  const [row] = await on
    .select(reportedColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.senderId, senderId), eq(messages.id, id)))
    .limit(1)
  return row
}

/** Returns the messages just before `seq`, newest first, without those that the reporter has hidden. */
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

/** Returns reports before the report `before` with their reporters, newest first. */
export function listReports(
  on: Connection,
  { resolvedToo, before, limit }: { resolvedToo: boolean; before?: string | undefined; limit: number },
) {
  const reporters = alias(users, 'reporters')
  const cursor = sql`(select created_at, id from reports where id = ${before})`
  return on
    .select({
      id: reports.id,
      reason: reports.reason,
      note: reports.note,
      snapshot: reports.snapshot,
      createdAt: reports.createdAt,
      resolvedAt: reports.resolvedAt,
      reporter: reporters.username,
      /** Current username; the snapshot has the one at the time of the report. */
      reported: users.username,
    })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.reportedId))
    .innerJoin(reporters, eq(reporters.id, reports.reporterId))
    .where(
      and(
        resolvedToo ? undefined : isNull(reports.resolvedAt),
        before === undefined ? undefined : lt(sql`(${reports.createdAt}, ${reports.id})`, cursor),
      ),
    )
    .orderBy(desc(reports.createdAt), desc(reports.id))
    .limit(limit)
}

/** Resolves a report. Returns undefined when there is none, and `isNew` false when it was resolved already. */
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
