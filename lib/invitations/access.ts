import 'server-only'
import type { Connection } from '@/db/client'
import { findInvitationVisibleTo } from '@/db/queries/invitations'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'
import { isUsableBy } from './rules'

/**
 * Returns an invitation by its token; the viewer is undefined when signed out. Throws the same 404 for one that is
 * unknown, expired, revoked or used up, or when there is a block between its owner and the viewer.
 */
export async function findOpenInvitation(on: Connection, viewer: Viewer | undefined, token: string) {
  const invitation = await findInvitationVisibleTo(on, viewer?.id, token)
  if (!invitation || !isUsableBy(invitation, invitation, new Date()))
    throw new AppError('not_found', 'not_found', 'This invitation is not valid any more.')
  return invitation
}
