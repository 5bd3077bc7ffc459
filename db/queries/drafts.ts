import 'server-only'
import { and, desc, eq, ne, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { drafts } from '@/db/schema'

/** Keeps the draft; false when it was kept like that already. */
export async function upsertDraft(tx: Connection, userId: string, conversationId: string, body: string) {
  const rows = await tx
    .insert(drafts)
    .values({ userId, conversationId, body })
    .onConflictDoUpdate({
      target: [drafts.userId, drafts.conversationId],
      set: { body, updatedAt: sql`now()` },
      setWhere: ne(drafts.body, body),
    })
    .returning({ body: drafts.body })
  return rows.length > 0
}

/** False when there was none. */
export async function deleteDraft(tx: Connection, userId: string, conversationId: string) {
  const rows = await tx
    .delete(drafts)
    .where(and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId)))
    .returning({ body: drafts.body })
  return rows.length > 0
}

/** Everything the person has begun, the newest first. */
export function listDrafts(on: Connection, userId: string, limit: number) {
  return on
    .select({ conversationId: drafts.conversationId, body: drafts.body, updatedAt: drafts.updatedAt })
    .from(drafts)
    .where(eq(drafts.userId, userId))
    .orderBy(desc(drafts.updatedAt))
    .limit(limit)
}

export function listDraftsAt(on: Connection, places: readonly { userId: string; conversationId: string }[]) {
  return on
    .select()
    .from(drafts)
    .where(
      or(
        ...places.map(({ userId, conversationId }) =>
          and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId)),
        ),
      ),
    )
}
