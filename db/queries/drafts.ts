import 'server-only'
import { and, desc, eq, ne, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { drafts } from '@/db/schema'

/** Stores the draft. Returns false when it is stored with this body already. */
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

/** Deletes the draft. Returns false when there was none. */
export async function deleteDraft(tx: Connection, userId: string, conversationId: string) {
  const rows = await tx
    .delete(drafts)
    .where(and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId)))
    .returning({ body: drafts.body })
  return rows.length > 0
}

/** Returns a user's drafts, newest first. */
export function listDrafts(on: Connection, userId: string, limit: number) {
  return on
    .select({ conversationId: drafts.conversationId, body: drafts.body, updatedAt: drafts.updatedAt })
    .from(drafts)
    .where(eq(drafts.userId, userId))
    .orderBy(desc(drafts.updatedAt))
    .limit(limit)
}

export function listDraftsAt(on: Connection, keys: readonly { userId: string; conversationId: string }[]) {
  return on
    .select()
    .from(drafts)
    .where(
      or(
        ...keys.map(({ userId, conversationId }) =>
          and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId)),
        ),
      ),
    )
}
