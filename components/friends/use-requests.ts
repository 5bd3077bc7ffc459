'use client'

import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Friend } from '@/lib/friends/schema'

/** Open requests to the viewer or from the viewer, newest first. */
export function useRequests(direction: 'incoming' | 'outgoing') {
  const query = { status: 'pending', direction }
  const { items: requests, ...list } = usePages<Friend>(keys.requests(direction), '/api/friends/list', query)
  return { requests, ...list }
}
