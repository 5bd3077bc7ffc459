'use client'

import { type ReactNode, useEffect } from 'react'
import { useMe } from './use-me'
import { reloadTab } from './viewer'

interface Props {
  viewerId: string
  children: ReactNode
}

/**
 * Shows content that the server rendered for one user. A link may load it into a tab that shows another user; then
 * nothing is shown and the tab reloads.
 */
export function SameViewer({ viewerId, children }: Props) {
  const { user } = useMe()
  const isTheirs = viewerId === user.id
  useEffect(() => {
    if (!isTheirs) reloadTab()
  }, [isTheirs])
  return isTheirs ? children : null
}
