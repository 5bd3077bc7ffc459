import 'server-only'
import { defineRoute } from '@/lib/http/route'
import { acceptInvitationInput, createInvitationInput, listInvitationsInput, ownInvitationInput } from './schema'
import { acceptInvitation, createInvitation, endInvitation, invitationsOf } from './service'

export const listInvitationsEndpoint = defineRoute({
  method: 'GET',
  path: '/api/invitations',
  access: 'viewer',
  input: listInvitationsInput,
  run: async (viewer, input) => ({ status: 200, body: await invitationsOf(viewer, input) }),
})

export const createInvitationEndpoint = defineRoute({
  method: 'POST',
  path: '/api/invitations',
  access: 'viewer',
  input: createInvitationInput,
  run: async (viewer, input) => ({ status: 201, body: { invitation: await createInvitation(viewer, input) } }),
})

export const revokeInvitationEndpoint = defineRoute({
  method: 'DELETE',
  path: '/api/invitations/:invitationId',
  access: 'viewer',
  input: ownInvitationInput,
  run: async (viewer, { invitationId }) => {
    await endInvitation(viewer, invitationId)
    return { status: 204 }
  },
})

export const acceptInvitationEndpoint = defineRoute({
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'viewer',
  input: acceptInvitationInput,
  run: async (viewer, { token }) => {
    const outcome = await acceptInvitation(viewer, token)
    return { status: outcome.status === 'pending' ? 201 : 200, body: outcome }
  },
})
