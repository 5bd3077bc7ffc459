'use client'

import { useEffect } from 'react'
import { badgeCount } from '@/components/screen/badge-count'
import { setAppBadge } from '@/components/sync/set-app-badge'
import { useMe } from '@/components/sync/use-me'

/** Shows the count on the icon of the installed app; removed at the end of the session. */
export function AppBadge() {
  const count = badgeCount(useMe().counts)
  useEffect(() => setAppBadge(count), [count])
  return null
}
