'use client'

import { createContext, useContext } from 'react'
import type { Connection } from './connection'
import type { PresenceSync } from './presence-sync'
import type { TypingStore } from './typing-store'

/** The objects by which a signed-in tab receives events. */
export interface SyncServices {
  connection: Connection
  presence: PresenceSync
  typing: TypingStore
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
