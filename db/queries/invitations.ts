import 'server-only'
import { and, count, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Connection } from '@/db/client'
import { invitations, invitationUses, users } from '@/db/schema'
import { blockedBetween } from './users'

const stateColumns = {
  id: invitations.id,
  usesLeft: invitations.usesLeft,
  expiresAt: invitations.expiresAt,
  revoked: sql<boolean>`${invitations.revokedAt} is not null`,
}

const ownerColumns = {
  ...stateColumns,
  token: invitations.token,
  label: invitations.label,
  createdAt: invitations.createdAt,
  used: sql<number>`(select count(*)::int from invitation_uses u where u.invitation_id = "invitations"."id")`,
}

/** The new invitation's row. */
export async function insertInvitation(tx: Connection, invitation: typeof invitations.$inferInsert) {
  const [row] = await tx.insert(invitations).values(invitation).returning(ownerColumns)
  if (!row) throw new Error('An invitation was not stored.')
  return row
}

/** Newest first, those before the one of id `before`. */
export function listInvitations(on: Connection, ownerId: string, before: string | undefined, limit: number) {
  return on
    .select(ownerColumns)
    .from(invitations)
    .where(and(eq(invitations.ownerId, ownerId), before === undefined ? undefined : lt(invitations.id, before)))
    .orderBy(desc(invitations.id))
    .limit(limit)
}

/** How many of somebody's invitations still let anybody in. */
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

/** False when this owner has no such invitation; ending one that has ended already changes nothing. */
export async function revokeInvitation(tx: Connection, ownerId: string, id: string): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, now())` })
    .where(and(eq(invitations.id, id), eq(invitations.ownerId, ownerId)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

/**
 * The invitation of that token, whatever its state, with its owner and whether the viewer has used it; undefined when
 * there is a block between the two. One statement, so that a token nobody has takes as long as any other.
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

/** Makes those who use the invitation, and its end, come one after the other, until the transaction ends. */
export async function lockInvitation(tx: Connection, id: string) {
  await tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.id, id)).for('no key update')
}

/** Takes one use for this person, who has at most one. The invitation's row is locked, and has one left. */
export async function takeInvitationUse(tx: Connection, invitationId: string, userId: string) {
  const taken = await tx
    .insert(invitationUses)
    .values({ invitationId, userId })
    .onConflictDoNothing()
    .returning({ userId: invitationUses.userId })
  if (taken.length === 0) return
  await tx
    .update(invitations)
    .set({ usesLeft: sql`${invitations.usesLeft} - 1` })
    .where(eq(invitations.id, invitationId))
}

/** Forgets invitations that ended before so many days, and who used them. */
export async function deleteOldInvitations(on: Connection, days: number) {
  const past = sql`now() - make_interval(days => ${days})`
  await on.delete(invitations).where(or(lt(invitations.expiresAt, past), lt(invitations.revokedAt, past)))
}
