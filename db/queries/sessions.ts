import 'server-only'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { sessions } from '@/db/schema'

/** The NOTIFY channel that names ended sessions. */
export const SESSION_REVOKED = 'session_revoked'

export async function insertSession(on: Connection, session: typeof sessions.$inferInsert) {
  await on.insert(sessions).values(session)
}

export async function findLiveSession(on: Connection, id: string) {
  const [row] = await on
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
  return row
}

/** Ends the session and says so to every process when the transaction commits. */
export async function revokeSession(on: Connection, id: string) {
  await on
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
  await on.execute(sql`select pg_notify(${SESSION_REVOKED}, ${id})`)
}

/** Forgets sessions whose cookie has run out, and ended ones after as many days. */
export async function deleteEndedSessions(on: Connection, days: number) {
  const past = sql`now() - make_interval(days => ${days})`
  await on.delete(sessions).where(or(lt(sessions.createdAt, past), lt(sessions.revokedAt, past)))
}
