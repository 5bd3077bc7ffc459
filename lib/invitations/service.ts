import 'server-only'
import { randomBytes } from 'node:crypto'
import { database } from '@/db/client'
import { findFriendship, lockPair } from '@/db/queries/friendships'
import {
  countOpenInvitations,
  insertInvitation,
  listInvitations,
  lockInvitation,
  revokeInvitation,
  takeInvitationUse,
} from '@/db/queries/invitations'
import { lockUsers } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { relationOf } from '@/lib/friends/rules'
import type { RequestOutcome } from '@/lib/friends/schema'
import { acceptConsentInTransaction, requestInTransaction } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { type Page, pageOf } from '@/lib/paging'
import { consume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'
import { findOpenInvitation } from './access'
import { asksFirstByDefault, invitationPath, mustAsk, stateOf } from './rules'
import type { CreateInvitationInput, Invitation, InvitationPreview, ListInvitationsInput } from './schema'

const DAY_MS = 24 * 3600_000
const TOKEN_BYTES = 16

/**
 * Creates an invitation of the viewer. The limit is checked under the lock of the user's row, so that parallel calls
 * cannot exceed it.
 */
export function createInvitation(
  viewer: Viewer,
  { label, days, uses, asksFirst }: CreateInvitationInput,
): Promise<Invitation> {
  return commit(async (tx, announce) => {
    const limits = currentLimits()
    await consume([{ key: `invitations:${viewer.id}`, max: limits.invitationsPerDay, windowSeconds: 24 * 3600 }], tx)
    await lockUsers(tx, [viewer.id])
    if ((await countOpenInvitations(tx, viewer.id)) >= limits.invitations)
      throw new AppError('conflict', 'invitation_limit_reached', 'Too many of your invitations are open.')
    const row = await insertInvitation(tx, {
      id: newId(),
      ownerId: viewer.id,
      token: randomBytes(TOKEN_BYTES).toString('base64url'),
      label,
      usesLeft: uses,
      asksFirst: asksFirst ?? asksFirstByDefault(uses),
      expiresAt: new Date(Date.now() + days * DAY_MS),
    })
    tellOwnDevices(announce, viewer)
    return viewOf(row)
  })
}

/** Returns a page of the viewer's invitations, newest first. */
export async function invitationsOf(viewer: Viewer, input: ListInvitationsInput): Promise<Page<Invitation>> {
  const rows = await listInvitations(database(), viewer.id, input.cursor, input.limit + 1)
  const { items, nextCursor } = pageOf(rows, input.limit, ({ id }) => id)
  return { items: items.map(viewOf), nextCursor }
}

/** Revokes an invitation of the viewer. Friendships and requests made with it stay. Idempotent. */
export function endInvitation(viewer: Viewer, id: string): Promise<void> {
  return commit(async (tx, announce) => {
    if (!(await revokeInvitation(tx, viewer.id, id)))
      throw new AppError('not_found', 'not_found', 'There is no such invitation.')
    tellOwnDevices(announce, viewer)
  })
}

/** Returns what the link shows. `address` counts lookups of signed-out visitors. */
export async function showInvitation(
  viewer: Viewer | undefined,
  token: string,
  address: string,
): Promise<InvitationPreview> {
  await spendLookup(viewer?.id ?? address)
  const invitation = await findOpenInvitation(database(), viewer, token)
  const { owner } = invitation
  const asksFirst = mustAsk(invitation)
  if (!viewer) return { owner: { ...owner, pictureId: null }, asksFirst, relation: null } // Pictures are visible to signed-in users only.
  return { owner, asksFirst, relation: await standingTo(viewer, owner.id) }
}

/**
 * Makes the viewer a friend of the owner, or asks the owner where the invitation says so, and takes one use of it: both
 * or neither. Who has used it already keeps their place, and is answered as by a second request.
 *
 * Locks, in this order: the pair, the invitation's row, then what a request locks (rate limits, users, …, cursors).
 * Everybody who waits for the row holds nothing but the lock of their own pair, which its holder has no need of.
 */
export async function acceptInvitation(viewer: Viewer, token: string): Promise<RequestOutcome> {
  await spendLookup(viewer.id)
  const { id, owner } = await findOpenInvitation(database(), viewer, token)
  if (owner.id === viewer.id)
    throw new AppError('conflict', 'own_invitation', 'This is your own invitation. Send its link to somebody else.')
  return commit(async (tx, announce) => {
    await lockPair(tx, viewer.id, owner.id)
    await lockInvitation(tx, id)
    const invitation = await findOpenInvitation(tx, viewer, token) // It may have ended or been used up while this waited.
    const outcome = mustAsk(invitation)
      ? await requestInTransaction(tx, announce, viewer, owner.id)
      : await acceptConsentInTransaction(tx, announce, viewer, owner.id)
    await takeInvitationUse(tx, id, viewer.id)
    return outcome
  })
}

async function standingTo(viewer: Viewer, ownerId: string) {
  if (ownerId === viewer.id) return 'self'
  return relationOf(viewer.id, await findFriendship(database(), viewer.id, ownerId))
}

/** Counts the lookup outside the transaction, so that a failed one counts too. */
const spendLookup = (who: string) =>
  consume([{ key: `invitation-lookups:${who}`, max: currentLimits().invitationLookupsPerMinute, windowSeconds: 60 }])

/** Makes other tabs and devices of the owner refetch the list. */
function tellOwnDevices(announce: Announce, viewer: Viewer) {
  announce([viewer.id], { type: 'settings_changed', data: {} })
}

type Row = Awaited<ReturnType<typeof insertInvitation>>

function viewOf({ token, used, createdAt, expiresAt, ...row }: Row): Invitation {
  return {
    id: row.id,
    label: row.label,
    path: invitationPath(token),
    uses: row.usesLeft + used,
    usesLeft: row.usesLeft,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revoked: row.revoked,
    asksFirst: row.asksFirst,
    state: stateOf({ ...row, expiresAt }, new Date()),
  }
}
