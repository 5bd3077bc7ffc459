'use client'

import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { usePagedQuery } from '@/components/sync/use-pages'
import { queries } from '@/lib/events/apply-event'
import type { Friend } from '@/lib/friends/schema'

/** Returns the viewer's friends by username; with `q`, those found by it. */
export function useFriends(q = '') {
  const query = { status: 'accepted', q }
  const { items, ...list } = usePagedQuery<Friend>(
    q === '' ? queries.friends.key() : queries.friends.key(q),
    '/api/friends/list',
    query,
  )
  const leaving = useHiddenPeople('unfriend')
  return { friends: items.filter(({ id }) => !leaving.has(id)), ...list }
}
