import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { users } from '@/db/schema'
import { searchTextOf } from '@/lib/folding'

type Profile = Pick<typeof users.$inferInsert, 'displayName' | 'bio' | 'pictureId' | 'seenOnlineBy' | 'readReceipts'>

/** Updates the given fields of a profile. Locks the user's row until the transaction ends. */
export async function updateProfile(tx: Connection, id: string, change: Partial<Profile>) {
  const [row] = await tx
    .update(users)
    .set(change)
    .where(eq(users.id, id))
    .returning({ username: users.username, displayName: users.displayName })
  if (!row || change.displayName === undefined) return
  const searchText = searchTextOf(row.username, row.displayName)
  await tx.update(users).set({ searchText }).where(eq(users.id, id))
}

/** Returns the ids of users whose clients may show this person, without users with a block in either direction. */
export async function listUsersShowing(on: Connection, id: string): Promise<string[]> {
  const rows = await on.execute<{ id: string }>(sql`
    select observer.id from (
      select high_id as id from friendships where low_id = ${id}
      union select low_id from friendships where high_id = ${id}
      union select theirs.user_id from conversation_members mine join conversation_members theirs using (conversation_id)
        where mine.user_id = ${id} and theirs.user_id <> ${id}
      union select user_id from notifications where actor_id = ${id}
    ) observer
    where not exists (
      select from blocks b
      where (b.blocker_id, b.blocked_id) in ((${id}::uuid, observer.id), (observer.id, ${id}::uuid))
    )
    order by observer.id`)
  return rows.map((row) => row.id)
}

export async function findPasswordHashOf(on: Connection, id: string) {
  const [row] = await on
    .select({ username: users.username, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, id))
  return row
}

export async function setPasswordHash(tx: Connection, id: string, passwordHash: string) {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, id))
}

/** Sets the password. Returns false when the stored hash is no longer `known`, the one that was checked. */
export async function updatePasswordHash(tx: Connection, id: string, known: string | null, next: string) {
  const unchanged = known === null ? isNull(users.passwordHash) : eq(users.passwordHash, known)
  const rows = await tx
    .update(users)
    .set({ passwordHash: next })
    .where(and(eq(users.id, id), unchanged))
    .returning({ id: users.id })
  return rows.length > 0
}
