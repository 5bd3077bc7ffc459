import type { PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'

/** The users whom the viewer has blocked. */
export const blockedQuery: PagedQuery = {
  key: queries.blocked.key(),
  path: '/api/friends/list',
  query: { status: 'blocked' },
}
