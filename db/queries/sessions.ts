import 'server-only'
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { sessions } from '@/db/schema'

/** The NOTIFY channel that names ended sessions. */
export const SESSION_REVOKED = 'session_revoked'

export async function insertSession(on: Connection, session: typeof sessions.$inferInsert) {
  await on.insert(sessions).values(session)
}

export async function findLiveSession(on: Connection, id: string) {
  const [row] = await on
    .select({ userId: sessions.userId, lastUsedAt: sessions.lastUsedAt })
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
  return row
}

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`

/** Where somebody is signed in with a cookie that has not run out, the device used last first. */
export function listLiveSessions(on: Connection, userId: string, days: number, limit: number) {
  return on
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.createdAt, daysAgo(days))))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .limit(limit)
}

/** Notes that the session is in use, unless that was noted within so many seconds. */
export async function touchSession(on: Connection, id: string, seconds: number) {
  await on
    .update(sessions)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(sessions.id, id), lt(sessions.lastUsedAt, sql`now() - make_interval(secs => ${seconds})`)))
}

/** Ends the session and says so to every process when the transaction commits. Whose it was, when it was not ended yet. */
export async function revokeSession(on: Connection, id: string): Promise<string | undefined> {
  const [row] = await revokeWhere(on, eq(sessions.id, id))
  await notifyRevoked(on, [id])
  return row?.userId
}

/** Ends sessions of one person: a certain one, or all others. Their ids; an id of somebody else's ends nothing. */
export async function revokeSessionsOf(on: Connection, userId: string, which: { only: string } | { except: string }) {
  const chosen = 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except)
  const ids = (await revokeWhere(on, and(eq(sessions.userId, userId), chosen))).map(({ id }) => id)
  await notifyRevoked(on, ids)
  return ids
}

const revokeWhere = (on: Connection, which: ReturnType<typeof and>) =>
  on
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ id: sessions.id, userId: sessions.userId })

async function notifyRevoked(on: Connection, ids: string[]) {
  await on.execute(sql`select pg_notify(${SESSION_REVOKED}, id::text) from unnest(${sql.param(ids)}::uuid[]) as id`)
}

/** Forgets sessions whose cookie has run out, and ended ones after as many days. */
export async function deleteEndedSessions(on: Connection, days: number) {
  const past = daysAgo(days)
  await on.delete(sessions).where(or(lt(sessions.createdAt, past), lt(sessions.revokedAt, past)))
}
