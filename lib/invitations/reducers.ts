import { type Pages, withItem } from '@/lib/pages'
import type { Invitation } from './schema'

/** The owner's list, newest first, with this invitation as it is now. */
export const withInvitation = (list: Pages<Invitation>, invitation: Invitation): Pages<Invitation> =>
  withItem(list, invitation, (a, b) => (a.id < b.id ? 1 : -1)) // Ids rise with time.
