'use client'

import { useEffect, useRef, useState } from 'react'
import { useHiddenPeople } from '@/components/friend-actions/use-undoable-action'
import { post } from '@/components/sync/api'
import { retryUntilSuccess } from '@/components/sync/retry-until-success'
import { useSyncServices } from '@/components/sync/sync-context'
import { usePagedQuery } from '@/components/sync/use-pages'
import { usePageVisible } from '@/components/ui/use-page-visible'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import type { Notification } from '@/lib/notifications/schema'
import { isKnownKind } from './kinds'
import { notificationsQuery } from './notifications-query'

/** Returns the viewer's notifications, newest first, without requests with a pending decline. */
export function useNotifications() {
  const { items, ...list } = usePagedQuery<Notification>(notificationsQuery)
  const declined = useHiddenPeople('decline')
  const isShown = (item: Notification) =>
    isKnownKind(item) && !(REQUEST_KINDS.includes(item.kind) && declined.has(item.person.id))
  useSeen(items)
  return { notifications: items.filter(isShown), isNew: useNews(items), ...list }
}

/**
 * Returns whether a notification was unread when this screen first showed it; it stays highlighted although viewing
 * marks it as read.
 */
function useNews(items: readonly Notification[]): (item: Notification) => boolean {
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())
  const more = items.filter(({ id, read }) => !read && !news.has(id))
  if (more.length > 0) setNews(new Set([...news, ...more.map(({ id }) => id)]))
  return ({ id, read }) => !read || news.has(id)
}

/** Marks all notifications as read while the page is visible. */
function useSeen(items: readonly Notification[]) {
  const { sync, connection } = useSyncServices()
  const isVisible = usePageVisible()
  const lastMarked = useRef(0)
  const newest = items[0]?.seq ?? 0
  const hasUnread = items.some(({ read }) => !read)
  useEffect(() => {
    if (!isVisible || !hasUnread || newest <= lastMarked.current) return
    return retryUntilSuccess(async () => {
      await post('/api/notifications/read', { upTo: newest })
      lastMarked.current = newest
      if (connection.state() !== 'live') void sync()
    })
  }, [isVisible, hasUnread, newest, connection, sync])
}
