'use client'

import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import type { Friend } from '@/lib/friends/schema'
import { useHidden } from './use-undoable'

/** The viewer's friends by username; with `q` those whose username or name begins with it. */
export function useFriends(q = '') {
  const query = { status: 'accepted', q }
  const { items, ...list } = usePages<Friend>(
    q === '' ? keys.friends : keys.friendsFound(q),
    '/api/friends/list',
    query,
  )
  const leaving = useHidden('unfriend')
  return { friends: items.filter(({ id }) => !leaving.has(id)), ...list }
}
