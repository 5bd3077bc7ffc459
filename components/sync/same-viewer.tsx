'use client'

import { type ReactNode, useEffect } from 'react'
import { useMe } from './use-me'
import { reloadTab } from './viewer'

interface Props {
  viewerId: string
  children: ReactNode
}

/**
 * What the server made for one person. In a tab that shows another, which a link may lead to with the cookie of whoever
 * signed in since, it shows nothing, and the tab loads afresh.
 */
export function SameViewer({ viewerId, children }: Props) {
  const { user } = useMe()
  const isTheirs = viewerId === user.id
  useEffect(() => {
    if (!isTheirs) reloadTab()
  }, [isTheirs])
  return isTheirs ? children : null
}
