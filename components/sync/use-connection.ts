'use client'

import { useSyncExternalStore } from 'react'
import type { ConnectionState } from './connection'
import { useSyncServices } from './sync-context'

/** How news reaches this tab just now. */
export function useConnection(): { state: ConnectionState } {
  const { connection } = useSyncServices()
  return { state: useSyncExternalStore(connection.subscribe, connection.state, () => 'connecting') }
}
