import { defineQuery } from '@/lib/events/define-query'
import { type Pages, STALE } from '@/lib/pages'
import { mayChangeInvitations } from './reducers'
import type { Invitation } from './schema'

export const invitations = defineQuery<Pages<Invitation>>()('invitations', (data, event, { viewerId }) =>
  mayChangeInvitations(event, viewerId) ? STALE : data,
)
