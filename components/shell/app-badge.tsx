'use client'

import { useEffect } from 'react'
import { badgeCount } from '@/components/screen/badge-count'
import { setAppBadge } from '@/components/sync/set-app-badge'
import { useMe } from '@/components/sync/use-me'

/** Keeps the number on the icon of an installed Kith; ending the session takes it away. */
export function AppBadge() {
  const count = badgeCount(useMe().counts)
  useEffect(() => setAppBadge(count), [count])
  return null
}
