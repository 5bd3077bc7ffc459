import 'server-only'
import type { Connection } from '@/db/client'
import { findInvitationVisibleTo } from '@/db/queries/invitations'
import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/session/viewer'
import { isUsableBy } from './rules'

/**
 * The only way to an invitation by its token; the viewer is undefined for somebody signed out. One that nobody has made,
 * that is over, revoked or used up, or whose owner has a block between them and the viewer, is the same 404.
 */
export async function findOpenInvitation(on: Connection, viewer: Viewer | undefined, token: string) {
  const invitation = await findInvitationVisibleTo(on, viewer?.id, token)
  if (!invitation || !isUsableBy(invitation, invitation, new Date()))
    throw new AppError('not_found', 'not_found', 'This invitation is not valid any more.')
  return invitation
}
