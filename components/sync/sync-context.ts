'use client'

import { createContext, useContext } from 'react'
import type { Connection } from './connection'
import type { PresenceSync } from './presence-sync'
import type { SyncClient } from './sync-client'
import type { TypingStore } from './typing-store'

/** The services of a signed-in tab that keep its data in sync with the server. */
export interface SyncServices {
  connection: Connection
  presence: PresenceSync
  typing: TypingStore
  /** Takes over the state that a page brought. */
  adopt: SyncClient['adopt']
  /** Fetches new events after a write of the viewer; the socket may deliver them earlier. */
  sync(): Promise<void>
}

export const SyncContext = createContext<SyncServices | undefined>(undefined)

/** Throws outside AppProviders. */
export function useSyncServices(): SyncServices {
  const services = useContext(SyncContext)
  if (!services) throw new Error('useSyncServices needs AppProviders above it.')
  return services
}
