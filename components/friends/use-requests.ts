'use client'

import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { usePagedQuery } from '@/components/sync/use-pages'
import type { Friend } from '@/lib/friends/schema'
import { requestsQuery } from './friend-queries'

/** Returns open requests of one direction, newest first. */
export function useRequests(direction: 'incoming' | 'outgoing') {
  const { items, ...list } = usePagedQuery<Friend>(requestsQuery(direction))
  const hidden = useHiddenPeople(direction === 'incoming' ? 'decline' : 'cancel')
  return { requests: items.filter(({ id }) => !hidden.has(id)), ...list }
}
