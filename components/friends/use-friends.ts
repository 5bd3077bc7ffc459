'use client'

import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Friend } from '@/lib/friends/schema'

/** The viewer's friends by username. */
export function useFriends() {
  const { items: friends, ...list } = usePages<Friend>(keys.friends, '/api/friends/list', { status: 'accepted' })
  return { friends, ...list }
}
