import 'server-only'
import { and, count, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { invitations, invitationUses, users } from '@/db/schema'
import { blockedBetween } from './users'

const stateColumns = {
  id: invitations.id,
  usesLeft: invitations.usesLeft,
  expiresAt: invitations.expiresAt,
  asksFirst: invitations.asksFirst,
  revoked: sql<boolean>`${invitations.revokedAt} is not null`,
}

const ownerColumns = {
  ...stateColumns,
  token: invitations.token,
  label: invitations.label,
  createdAt: invitations.createdAt,
  used: sql<number>`(select count(*)::int from invitation_uses u where u.invitation_id = "invitations"."id")`,
}

/** Stores an invitation and returns its row. */
export async function insertInvitation(tx: Connection, invitation: typeof invitations.$inferInsert) {
  const [row] = await tx.insert(invitations).values(invitation).returning(ownerColumns)
  if (!row) throw new Error('An invitation was not stored.')
  return row
}

/** Returns invitations before the one with id `before`, newest first. */
export function listInvitations(on: Connection, ownerId: string, before: string | undefined, limit: number) {
  return on
    .select(ownerColumns)
    .from(invitations)
    .where(and(eq(invitations.ownerId, ownerId), before === undefined ? undefined : lt(invitations.id, before)))
    .orderBy(desc(invitations.id))
    .limit(limit)
}

/** Returns the number of an owner's invitations that can still be used. */
export async function countOpenInvitations(on: Connection, ownerId: string): Promise<number> {
  const [row] = await on
    .select({ n: count() })
    .from(invitations)
    .where(
      and(
        eq(invitations.ownerId, ownerId),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`now()`),
        gt(invitations.usesLeft, 0),
      ),
    )
  return row?.n ?? 0
}

/** Revokes an invitation. Returns false when the owner has none with this id. Revoking it again changes nothing. */
export async function revokeInvitation(tx: Connection, ownerId: string, id: string): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, now())` })
    .where(and(eq(invitations.id, id), eq(invitations.ownerId, ownerId)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

/**
 * Returns the invitation with this token, in any state, with its owner and whether the viewer has used it; undefined
 * when there is a block between the two. One statement, so that an unknown token takes as long as a known one.
 */
export async function findInvitationVisibleTo(on: Connection, viewerId: string | undefined, token: string) {
  const [row] = await on
    .select({
      ...stateColumns,
      hasUsed: viewerId ? hasUsed(viewerId) : sql<boolean>`false`,
      owner: { id: users.id, username: users.username, displayName: users.displayName, pictureId: users.pictureId },
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.ownerId))
    .where(and(eq(invitations.token, token), viewerId ? sql`not ${blockedBetween(users.id, viewerId)}` : undefined))
  return row
}

const hasUsed = (userId: string) => sql<boolean>`exists (
  select from invitation_uses u where u.invitation_id = ${invitations.id} and u.user_id = ${userId}::uuid
)`

/** Locks the invitation until the transaction ends, which serialises its uses and its revocation. */
export async function lockInvitation(tx: Connection, id: string) {
  await tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.id, id)).for('no key update')
}

/** Records a use by this user, once at most. The caller has locked the row and checked that a use is left. */
export async function takeInvitationUse(tx: Connection, invitationId: string, userId: string) {
  const inserted = await tx
    .insert(invitationUses)
    .values({ invitationId, userId })
    .onConflictDoNothing()
    .returning({ userId: invitationUses.userId })
  if (inserted.length === 0) return
  await tx
    .update(invitations)
    .set({ usesLeft: sql`${invitations.usesLeft} - 1` })
    .where(eq(invitations.id, invitationId))
}

/** Deletes invitations that ended more than so many days ago, with their uses. */
export async function deleteOldInvitations(on: Connection, days: number) {
  const past = sql`now() - make_interval(days => ${days})`
  await on.delete(invitations).where(or(lt(invitations.expiresAt, past), lt(invitations.revokedAt, past)))
}
