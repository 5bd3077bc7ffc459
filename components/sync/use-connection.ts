'use client'

import { useSyncExternalStore } from 'react'
import type { ConnectionState } from './connection'
import { useSyncServices } from './sync-context'

/** Returns how this tab receives events at the moment. */
export function useConnection(): { state: ConnectionState } {
  const { connection } = useSyncServices()
  return { state: useSyncExternalStore(connection.subscribe, connection.state, () => 'connecting') }
}
