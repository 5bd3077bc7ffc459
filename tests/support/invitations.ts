import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { invitations, invitationUses } from '@/db/schema'
import { friendsOf } from '@/lib/friends/service-list'
import { createInvitation, invitationsOf } from '@/lib/invitations/service'
import type { Viewer } from '@/lib/session/viewer'
import { createUser } from './environment'

/** What an owner asks for. */
export const requestByInvitation = (label = '', uses = 1, days = 7) => ({ label, uses, days })

export const tokenOf = ({ path }: { path: string }) => path.slice('/i/'.length)

/** Alice's invitation for so many people, and Bob, who has come by nothing yet. */
export async function inviteAndAccept(uses = 1) {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  const invitation = await createInvitation(alice, requestByInvitation('', uses))
  return { alice, bob, id: invitation.id, token: tokenOf(invitation) }
}

export const ownInvitations = async (viewer: Viewer) => (await invitationsOf(viewer, { limit: 50 })).items

export const usesOf = (id: string) =>
  database().select().from(invitationUses).where(eq(invitationUses.invitationId, id))

/** Makes the invitation one that expired so long ago. */
export const expire = (id: string, ago = '1 second') =>
  database()
    .update(invitations)
    .set({ expiresAt: sql`now() - ${ago}::interval` })
    .where(eq(invitations.id, id))

/** Whose requests wait for an answer. */
export const waitingFor = (viewer: Viewer) =>
  friendsOf(viewer, { status: 'pending', direction: 'incoming', q: '', cursor: undefined, limit: 100 }).then(
    ({ items }) => items.map(({ id }) => id),
  )
