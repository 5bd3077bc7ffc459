import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { invitations, invitationUses } from '@/db/schema'
import { friendsOf } from '@/lib/friends/service-list'
import { createInvitation, invitationsOf } from '@/lib/invitations/service'
import type { Viewer } from '@/lib/session/viewer'
import { createUser } from './environment'

/** Returns the input for a new invitation that asks first. */
export const invitationInput = (label = '', uses = 1, days = 7) => ({ label, uses, days, asksFirst: true })

export const tokenOf = ({ path }: { path: string }) => path.slice('/i/'.length)

/** Creates Alice, her invitation with `uses` uses, which asks first, and Bob, who has not accepted it. */
export async function inviteAndAccept(uses = 1, asksFirst = true) {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  const invitation = await createInvitation(alice, { ...invitationInput('', uses), asksFirst })
  return { alice, bob, id: invitation.id, token: tokenOf(invitation) }
}

export const ownInvitations = async (viewer: Viewer) => (await invitationsOf(viewer, { limit: 50 })).items

export const usesOf = (id: string) =>
  database().select().from(invitationUses).where(eq(invitationUses.invitationId, id))

/** Makes the invitation expire at `ago` before now. */
export const expire = (id: string, ago = '1 second') =>
  database()
    .update(invitations)
    .set({ expiresAt: sql`now() - ${ago}::interval` })
    .where(eq(invitations.id, id))

/** Resolves with the ids of the users whose requests to the viewer are pending. */
export const incomingRequestIdsOf = (viewer: Viewer) =>
  friendsOf(viewer, { status: 'pending', direction: 'incoming', q: '', cursor: undefined, limit: 100 }).then(
    ({ items }) => items.map(({ id }) => id),
  )
