import 'server-only'
import { and, desc, eq, gt, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { sessions } from '@/db/schema'

/** The NOTIFY channel on which triggers name each session that ends; an empty payload stands for all of them. */
export const SESSION_REVOKED = 'session_revoked'

/** How many days after its last use, and after its start, a session ends. */
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

/** Which of these ids belong to a live session. */
export async function findLiveAmong(on: Connection, ids: string[], life: SessionLife): Promise<string[]> {
  const rows = await on
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(sql`${sessions.id} = any(${sql.param(ids)}::uuid[])`, isLive(life)))
  return rows.map(({ id }) => id)
}

const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`

/** The one condition under which a session works; whatever lists or counts sessions asks it too. */
export const isLive = ({ idleDays, days }: SessionLife): SQL | undefined =>
  and(isNull(sessions.revokedAt), gt(sessions.lastUsedAt, daysAgo(idleDays)), gt(sessions.createdAt, daysAgo(days)))

/** Where somebody is signed in, the device used last first. */
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

/** Notes that the session is in use, unless that was noted within so many seconds. */
export async function touchSession(on: Connection, id: string, seconds: number) {
  await on
    .update(sessions)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(sessions.id, id), lt(sessions.lastUsedAt, sql`now() - make_interval(secs => ${seconds})`)))
}

/** Ends the session; a trigger tells every process at the commit. Whose it was, when it was not ended yet. */
export async function revokeSession(on: Connection, id: string): Promise<string | undefined> {
  const [row] = await revokeWhere(on, eq(sessions.id, id))
  return row?.userId
}

/** Ends sessions of one person: a certain one, or all others. Their ids; an id of somebody else's ends nothing. */
export async function revokeSessionsOf(on: Connection, userId: string, which: { only: string } | { except: string }) {
  const chosen = 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.except)
  return (await revokeWhere(on, and(eq(sessions.userId, userId), chosen))).map(({ id }) => id)
}

const revokeWhere = (on: Connection, which: ReturnType<typeof and>) =>
  on
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(which, isNull(sessions.revokedAt)))
    .returning({ id: sessions.id, userId: sessions.userId })

/**
 * Deletes a batch of sessions that are over, and of ended ones after as many days as an idle one may rest. How many they
 * were: fewer than `most` means that none is left.
 */
export async function deleteEndedSessions(on: Connection, { idleDays, days }: SessionLife, max: number) {
  const over = on
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
  const deleted = await on.delete(sessions).where(inArray(sessions.id, over)).returning({ id: sessions.id })
  return deleted.length
}
