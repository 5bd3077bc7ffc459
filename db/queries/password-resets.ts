import 'server-only'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { passwordResets, users } from '@/db/schema'

/** Stores the link of a user for so many minutes. It replaces the one before. */
export async function upsertPasswordReset(on: Connection, userId: string, tokenHash: string, minutes: number) {
  const expiresAt = sql`now() + make_interval(mins => ${minutes})`
  await on
    .insert(passwordResets)
    .values({ userId, tokenHash, expiresAt })
    .onConflictDoUpdate({ target: passwordResets.userId, set: { tokenHash, expiresAt } })
}

const isValid = (tokenHash: string) =>
  and(eq(passwordResets.tokenHash, tokenHash), gt(passwordResets.expiresAt, sql`now()`))

/** Returns the user whose password this link may set, or undefined. */
export async function findPasswordResetUser(on: Connection, tokenHash: string) {
  const [row] = await on
    .select({ id: users.id, username: users.username })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(isValid(tokenHash))
  return row
}

/** Uses up the link. Returns the id of its user, or undefined for one that is not valid: of two calls one gets it. */
export async function takePasswordReset(tx: Connection, tokenHash: string): Promise<string | undefined> {
  const [row] = await tx.delete(passwordResets).where(isValid(tokenHash)).returning({ userId: passwordResets.userId })
  return row?.userId
}

export async function deleteExpiredPasswordResets(on: Connection) {
  await on.delete(passwordResets).where(lt(passwordResets.expiresAt, sql`now()`))
}
