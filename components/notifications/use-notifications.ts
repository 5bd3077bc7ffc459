'use client'

import { useEffect, useRef, useState } from 'react'
import { useHidden } from '@/components/friends/use-undoable'
import { usePageVisible } from '@/components/messages/use-page-visible'
import { post } from '@/components/providers/api'
import { useClient } from '@/components/providers/app-providers'
import { untilDone } from '@/components/providers/until-done'
import { usePages } from '@/components/providers/use-pages'
import { keys } from '@/lib/events/cache'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import type { Notification } from '@/lib/notifications/schema'
import { lookOf } from './kinds'

/** The viewer's notifications, newest first, without the requests they are about to decline. */
export function useNotifications() {
  const { items, ...list } = usePages<Notification>(keys.notifications, '/api/notifications', {})
  const declined = useHidden('decline')
  const isShown = (item: Notification) =>
    lookOf(item) !== undefined && !(REQUEST_KINDS.includes(item.kind) && declined.has(item.person.id))
  useSeen(items)
  return { notifications: items.filter(isShown), isNew: useNews(items), ...list }
}

/** Whether a notification was unread when this screen first showed it: looking at it reads it, which must not unmark it. */
function useNews(items: readonly Notification[]): (item: Notification) => boolean {
  const [news, setNews] = useState<ReadonlySet<string>>(new Set())
  const more = items.filter(({ id, read }) => !read && !news.has(id))
  if (more.length > 0) setNews(new Set([...news, ...more.map(({ id }) => id)]))
  return ({ id, read }) => !read || news.has(id)
}

/** Tells the server that everything is seen, while somebody looks. */
function useSeen(items: readonly Notification[]) {
  const { sync, live } = useClient()
  const isVisible = usePageVisible()
  const told = useRef(0)
  const newest = items[0]?.seq ?? 0
  const hasUnread = items.some(({ read }) => !read)
  useEffect(() => {
    if (!isVisible || !hasUnread || newest <= told.current) return
    return untilDone(async () => {
      await post('/api/notifications/read', { upTo: newest })
      told.current = newest
      if (live.state() !== 'live') void sync()
    })
  }, [isVisible, hasUnread, newest, live, sync])
}
