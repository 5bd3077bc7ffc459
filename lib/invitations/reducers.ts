import type { LogEvent } from '@/lib/events/registry'
import { type Pages, withItem } from '@/lib/pages'
import type { Invitation } from './schema'

/** Adds or replaces the invitation in the owner's list, newest first. */
export const withInvitation = (list: Pages<Invitation>, invitation: Invitation): Pages<Invitation> =>
  withItem(list, invitation, (a, b) => (a.id < b.id ? 1 : -1)) // Ids are ordered by time.

/** Whether the owner has created or revoked one on another device, or somebody may have used one. */
export const mayChangeInvitations = (event: LogEvent, viewerId: string): boolean =>
  event.type === 'settings_changed' ||
  (event.type === 'friend_request' && event.data.toUser.id === viewerId) ||
  (event.type === 'friend_accepted' && event.data.by !== viewerId)
