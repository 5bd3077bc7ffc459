import 'server-only'
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { presence, sessions, users } from '@/db/schema'
import { hasWordsOf } from './name-search'
import { isLive, type SessionLife } from './sessions'

/** Time of the last socket or request of a user; null when there was none. */
const lastSeenAt = sql<Date | null>`greatest(${presence.lastSeenAt}, (
  select max(s.last_used_at) from sessions s where s.user_id = ${users.id}
))`.mapWith(presence.lastSeenAt)

/** Returns users after the username `after`, ordered by username; with `q` only those whose names match its words. */
export function listUserOverview(
  on: Connection,
  { q, after, limit }: { q?: string | undefined; after?: string | undefined; limit: number },
) {
  return on
    .select({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      plan: users.plan,
      friendCount: users.friendCount,
      createdAt: users.createdAt,
      online: sql<boolean>`coalesce(${presence.online}, false)`,
      lastSeenAt,
    })
    .from(users)
    .leftJoin(presence, eq(presence.userId, users.id))
    .where(
      and(
        q === undefined ? undefined : hasWordsOf(users.searchText, q),
        after === undefined ? undefined : gt(users.username, after),
      ),
    )
    .orderBy(users.username)
    .limit(limit)
}

export async function findIdOfUsername(on: Connection, username: string): Promise<string | undefined> {
  const [row] = await on.select({ id: users.id }).from(users).where(eq(users.username, username))
  return row?.id
}

/** Sets the plan of a user. Returns false when they have it already. The caller has locked the user's row. */
export async function setPlan(tx: Connection, id: string, plan: 'free' | 'pro'): Promise<boolean> {
  const rows = await tx
    .update(users)
    .set({ plan })
    .where(and(eq(users.id, id), sql`${users.plan} <> ${plan}`))
    .returning({ id: users.id })
  return rows.length > 0
}

/** Returns a user's live sessions, the last used one first. */
export function listSessionsForOperator(on: Connection, userId: string, life: SessionLife) {
  return on
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(life)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
}
