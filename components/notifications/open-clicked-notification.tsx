'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { conversationIdFromPath, navigateToConversation } from '@/components/conversation-data/paths'
import { onSystemNotificationClick } from './system-notifications'

/** Opens the page of a notification of the operating system that was clicked. */
export function OpenClickedNotification() {
  const router = useRouter()
  useEffect(
    () =>
      onSystemNotificationClick((path) => {
        const id = conversationIdFromPath(path)
        if (id !== undefined && location.pathname.startsWith('/messages')) navigateToConversation(id)
        else router.push(path as Route) // It was made by this app.
      }),
    [router],
  )
  return null
}
