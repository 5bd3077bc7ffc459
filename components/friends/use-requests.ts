'use client'

import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { usePagedQuery } from '@/components/sync/use-pages'
import { queries } from '@/lib/events/apply-event'
import type { Friend } from '@/lib/friends/schema'

/** Returns open requests of one direction, newest first. */
export function useRequests(direction: 'incoming' | 'outgoing') {
  const query = { status: 'pending', direction }
  const { items, ...list } = usePagedQuery<Friend>(queries.requests.key(direction), '/api/friends/list', query)
  const hidden = useHiddenPeople(direction === 'incoming' ? 'decline' : 'cancel')
  return { requests: items.filter(({ id }) => !hidden.has(id)), ...list }
}
