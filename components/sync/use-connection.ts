'use client'

import { useSyncExternalStore } from 'react'
import type { ConnectionState } from './connection'
import { useSyncServices } from './sync-context'

/** The current state of the connection. */
export function useConnection(): { state: ConnectionState } {
  const { connection } = useSyncServices()
  return { state: useSyncExternalStore(connection.subscribe, connection.state, () => 'connecting') }
}
