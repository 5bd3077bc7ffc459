import 'server-only'
import { database } from '@/db/client'
import { findIdOfUsername, listSessionsForOperator, listUserOverview, setPlan } from '@/db/queries/operator'
import { listReports, resolveReport } from '@/db/queries/reports'
import { revokeSession } from '@/db/queries/sessions'
import { lockUsers } from '@/db/queries/users'
import type { Self } from '@/lib/accounts/schema'
import { createPasswordReset } from '@/lib/accounts/service-reset'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { commit } from '@/lib/events/commit'
import { pageOf } from '@/lib/paging'
import type { ReportSnapshot } from '@/lib/reports/schema'
import { SESSION_LIFE } from '@/lib/session/rules'

/** The operator's functions at the machine itself. None of them has an endpoint. */

const PAGE = 50

/**
 * Returns a page of all users, or of those whose username or name begins with `q`; `nextCursor` is the last username.
 */
export async function listUsers({ q, after }: { q?: string | undefined; after?: string | undefined }) {
  const rows = await listUserOverview(database(), { q, after, limit: PAGE + 1 })
  return pageOf(rows, PAGE, ({ username }) => username)
}
export type OperatorUser = Awaited<ReturnType<typeof listUsers>>['items'][number]

/**
 * Sets the plan of a user; false when they have it already. A user who loses `pro` keeps all friends and gets no new
 * one while above the limit.
 */
export async function changePlan(username: string, plan: Self['plan']): Promise<boolean> {
  const id = await idOf(username)
  return commit(async (tx, announce) => {
    await lockUsers(tx, [id])
    const isNew = await setPlan(tx, id, plan)
    if (isNew) announce([id], { type: 'settings_changed', data: {} })
    return isNew
  })
}

export async function listSessionsOfUser(username: string) {
  return listSessionsForOperator(database(), await idOf(username), SESSION_LIFE)
}
export type OperatorSession = Awaited<ReturnType<typeof listSessionsOfUser>>[number]

/** Ends one session of the user, or all with 'all', on every running process. Returns the number of ended sessions. */
export async function endSessionsOf(username: string, which: string): Promise<number> {
  const userId = await idOf(username)
  return commit(async (tx, announce) => {
    const live = await listSessionsForOperator(tx, userId, SESSION_LIFE)
    const ended = live.filter(({ id }) => which === 'all' || id === which.toLowerCase())
    if (ended.length === 0 && which !== 'all')
      throw new AppError('not_found', 'not_found', `${username} has no such session: list them without "end".`)
    for (const { id } of ended) await revokeSession(tx, id)
    if (ended.length > 0) announce([userId], { type: 'session_revoked', data: {} })
    return ended.length
  })
}

/** Returns the address of a page on which the user sets a new password, once within an hour. Earlier ones end. */
export async function createResetLink(username: string): Promise<string> {
  return env().KITH_URL + (await createPasswordReset(await idOf(username)))
}

/** Returns a page of open reports, or of all, newest first; `nextCursor` is the id of the last one. */
export async function listOpenReports({ all, after }: { all: boolean; after?: string | undefined }) {
  const rows = await listReports(database(), { resolvedToo: all, before: after, limit: PAGE + 1 })
  const page = pageOf(rows, PAGE, ({ id }) => id)
  // Only lib/reports writes it, in this form.
  return { ...page, items: page.items.map((row) => ({ ...row, snapshot: row.snapshot as ReportSnapshot })) }
}
export type OperatorReport = Awaited<ReturnType<typeof listOpenReports>>['items'][number]

/** False when the report was resolved before. */
export async function resolveOpenReport(reportId: string): Promise<boolean> {
  const resolved = await resolveReport(database(), reportId)
  if (!resolved) throw new AppError('not_found', 'not_found', `There is no report ${reportId}.`)
  return resolved.isNew
}

async function idOf(username: string): Promise<string> {
  const id = await findIdOfUsername(database(), username)
  if (!id) throw new AppError('not_found', 'not_found', `Nobody here has the username ${username}.`)
  return id
}
