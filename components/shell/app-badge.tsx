'use client'

import { useEffect } from 'react'
import { showAppBadge } from '@/components/providers/app-badge'
import { useMe } from '@/components/providers/use-me'
import { waitingIn } from './waiting'

/** Keeps the number on the icon of an installed Kith; ending the session takes it away. */
export function AppBadge() {
  const count = waitingIn(useMe().counts)
  useEffect(() => showAppBadge(count), [count])
  return null
}
