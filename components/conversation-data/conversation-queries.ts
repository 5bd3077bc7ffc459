import type { PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'

/** The viewer's conversations; with `q` those where the peer's name begins with it. */
export const conversationsQuery = (q = ''): PagedQuery => ({
  key: queries.conversations.key(q),
  path: '/api/messages/conversations',
  query: { q },
})
