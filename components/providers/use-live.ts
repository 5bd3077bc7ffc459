'use client'

import { useSyncExternalStore } from 'react'
import { useClient } from './app-providers'
import type { LiveState } from './live'

/** How news reaches this tab just now. */
export function useLive(): { state: LiveState } {
  const { live } = useClient()
  return { state: useSyncExternalStore(live.subscribe, live.state, () => 'connecting') }
}
