import type { PagedQuery } from '@/components/sync/paged-query'
import { queries } from '@/lib/events/apply-event'

const path = '/api/friends/list'

/** The viewer's friends; with `q`, those found by it. */
export const friendsQuery = (q = ''): PagedQuery => ({
  key: q === '' ? queries.friends.key() : queries.friends.key(q),
  path,
  query: { status: 'accepted', q },
})

/** Open requests of one direction. */
export const requestsQuery = (direction: 'incoming' | 'outgoing'): PagedQuery => ({
  key: queries.requests.key(direction),
  path,
  query: { status: 'pending', direction },
})
