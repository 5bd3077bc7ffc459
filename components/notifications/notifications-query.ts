import type { PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'

/** The viewer's notifications. */
export const notificationsQuery: PagedQuery = {
  key: queries.notifications.key(),
  path: '/api/notifications',
  query: {},
}
