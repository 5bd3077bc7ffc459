'use client'

import { createContext, useContext } from 'react'
import type { Connection } from './connection'
import type { PresenceSync } from './presence-sync'
import type { TypingState } from './typing-store'

/** What a signed-in tab has once to follow the server: its connection, and what arrives by it. */
export interface SyncServices {
  connection: Connection
  presence: PresenceSync
  typing: TypingState
  /** Fetches the events of the viewer's own write, which the socket may bring first. */
  sync(): Promise<void>
}

export const SyncContext = createContext<SyncServices | undefined>(undefined)

/** Throws outside AppProviders. */
export function useSyncServices(): SyncServices {
  const services = useContext(SyncContext)
  if (!services) throw new Error('useSyncServices needs AppProviders above it.')
  return services
}
