import 'server-only'
import { and, desc, eq, gt, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { sessions } from '@/db/schema'

/** NOTIFY channel on which triggers publish the id of each ended session. An empty payload means all sessions. */
export const SESSION_REVOKED = 'session_revoked'

/** Lifetime of a session: days after its last use, and days after its start. */
export interface SessionLife {
  idleDays: number
  days: number
}

export async function insertSession(on: Connection, session: typeof sessions.$inferInsert) {
  await on.insert(sessions).values(session)
}

export async function findLiveSession(on: Connection, id: string, life: SessionLife) {
  const [row] = await on
    .select({ userId: sessions.userId, lastUsedAt: sessions.lastUsedAt, createdAt: sessions.createdAt })
    .from(sessions)
    .where(and(eq(sessions.id, id), isLive(life)))
  return row
}

/** Returns those of these ids that belong to a live session. */
export async function findLiveAmong(on: Connection, ids: string[], life: SessionLife): Promise<string[]> {
  const rows = await on
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(sql`${sessions.id} = any(${sql.param(ids)}::uuid[])`, isLive(life)))
  return rows.map(({ id }) => id)
}

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`

/** Condition: the session is live. Every query that lists or counts sessions uses it. */
export const isLive = ({ idleDays, days }: SessionLife): SQL | undefined =>
  and(isNull(sessions.revokedAt), gt(sessions.lastUsedAt, daysAgo(idleDays)), gt(sessions.createdAt, daysAgo(days)))

/** Returns a user's live sessions, the last used one first. */
export function listLiveSessions(on: Connection, userId: string, life: SessionLife, limit: number) {
  return on
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(life)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .limit(limit)
}

/** Updates the last-used time of the session, at most once in so many seconds. */
export async function touchSession(on: Connection, id: string, seconds: number) {
  await on
    .update(sessions)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(sessions.id, id), lt(sessions.lastUsedAt, sql`now() - make_interval(secs => ${seconds})`)))
}

/** Ends the session; a trigger notifies every process at COMMIT. Returns its user, or undefined when it had ended. */
export async function revokeSession(on: Connection, id: string): Promise<string | undefined> {
  const [row] = await revokeWhere(on, eq(sessions.id, id))
  return row?.userId
}

/** Ends sessions of a user and returns the ended ids. An id of another user's session ends nothing. */
export async function revokeSessionsOf(
  on: Connection,
  userId: string,
  which: { only: string } | { except: string } | 'all',
) {
  const chosen =
    which === 'all' ? undefined : 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except)
  return (await revokeWhere(on, and(eq(sessions.userId, userId), chosen))).map(({ id }) => id)
}

const revokeWhere = (on: Connection, which: ReturnType<typeof and>) =>
  on
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ id: sessions.id, userId: sessions.userId })

/**
 * Deletes up to `max` expired sessions, and revoked ones after `idleDays`. Returns their number; fewer than `max` means
 * that none is left.
 */
export async function deleteEndedSessions(on: Connection, { idleDays, days }: SessionLife, max: number) {
  const expired = on
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      or(
        lt(sessions.lastUsedAt, daysAgo(idleDays)),
        lt(sessions.createdAt, daysAgo(days)),
        lt(sessions.revokedAt, daysAgo(idleDays)),
      ),
    )
    .limit(max)
  const deleted = await on.delete(sessions).where(inArray(sessions.id, expired)).returning({ id: sessions.id })
  return deleted.length
}
