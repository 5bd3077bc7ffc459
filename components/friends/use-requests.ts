'use client'

import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Friend } from '@/lib/friends/schema'
import { useHidden } from './use-undoable'

/** Open requests to the viewer or from the viewer, newest first. */
export function useRequests(direction: 'incoming' | 'outgoing') {
  const query = { status: 'pending', direction }
  const { items, ...list } = usePages<Friend>(keys.requests(direction), '/api/friends/list', query)
  const hidden = useHidden(direction === 'incoming' ? 'decline' : 'cancel')
  return { requests: items.filter(({ id }) => !hidden.has(id)), ...list }
}
