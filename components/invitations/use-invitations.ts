'use client'

import { useQueryClient } from '@tanstack/react-query'
import { post, remove } from '@/components/sync/api'
import { usePagedQuery } from '@/components/sync/use-pages'
import { queries } from '@/lib/events/apply-event'
import { withInvitation } from '@/lib/invitations/reducers'
import type { CreateInvitationInput, Invitation } from '@/lib/invitations/schema'
import type { Pages } from '@/lib/pages'

/** Returns the viewer's invitations, newest first. */
export function useInvitations() {
  const { items: invitations, ...list } = usePagedQuery<Invitation>({
    key: queries.invitations.key(),
    path: '/api/invitations',
    query: {},
  })
  return { invitations, ...list }
}

/** Returns the owner's actions. Each resolves when the change is shown, and throws Problem. */
export function useInvitationActions() {
  const queryClient = useQueryClient()
  const show = (invitation: Invitation) =>
    queryClient.setQueryData<Pages<Invitation>>(
      queries.invitations.key(),
      (list) => list && withInvitation(list, invitation),
    )
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
