'use client'

import { useQueryClient } from '@tanstack/react-query'
import { post, remove } from '@/components/providers/api'
import { usePages } from '@/components/providers/use-pages'
import type { Pages } from '@/lib/cache'
import { keys } from '@/lib/events/cache'
import { withInvitation } from '@/lib/invitations/cache'
import type { CreateInvitationInput, Invitation } from '@/lib/invitations/schema'

/** The viewer's invitations, newest first. */
export function useInvitations() {
  const { items: invitations, ...list } = usePages<Invitation>(keys.invitations, '/api/invitations', {})
  return { invitations, ...list }
}

/** What the owner can do; each resolves once it is done and shown, and throws Problem. */
export function useInvitationActions() {
  const queryClient = useQueryClient()
  const show = (invitation: Invitation) =>
    queryClient.setQueryData<Pages<Invitation>>(keys.invitations, (list) => list && withInvitation(list, invitation))
  return {
    async create(input: CreateInvitationInput): Promise<Invitation> {
      const { invitation } = await post<{ invitation: Invitation }>('/api/invitations', input)
      show(invitation)
      return invitation
    },
    async end(invitation: Invitation) {
      await remove(`/api/invitations/${invitation.id}`)
      show({ ...invitation, revoked: true, state: 'revoked' })
    },
  }
}
