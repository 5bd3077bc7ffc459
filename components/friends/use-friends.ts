'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { useSyncServices } from '@/components/sync/sync-context'
import { usePagedQuery } from '@/components/sync/use-pages'
import { inOrder } from '@/lib/friends/reducers'
import type { Friend } from '@/lib/friends/schema'
import { friendsQuery } from './friend-queries'

/**
 * Returns the viewer's friends with their presence of now, those online first and then by name; with `q`, those found
 * by it.
 */
export function useFriends(q = '') {
  const { presence } = useSyncServices()
  const { pages, items: _items, ...list } = usePagedQuery<Friend>(friendsQuery(q))
  const { data: online } = useQuery(presence.query)
  const leaving = useHiddenPeople('unfriend')
  const ordered = useMemo(
    () =>
      inOrder(
        pages.flatMap((page) => page.items),
        online,
      ),
    [pages, online],
  )
  return { friends: ordered.filter(({ id }) => !leaving.has(id)), ...list }
}
