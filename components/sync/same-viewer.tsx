'use client'

import { type ReactNode, useEffect } from 'react'
import { useMe } from './use-me'
import { reloadTab } from './viewer'

interface Props {
  viewerId: string
  children: ReactNode
}

/**
 * Wraps content that the server rendered for one viewer. If the tab shows another viewer, it renders nothing and
 * reloads the tab. This happens when another user has signed in in this browser and a link loads a page with their
 * cookie.
 */
export function SameViewer({ viewerId, children }: Props) {
  const { user } = useMe()
  const isSameViewer = viewerId === user.id
  useEffect(() => {
    if (!isSameViewer) reloadTab()
  }, [isSameViewer])
  return isSameViewer ? children : null
}
