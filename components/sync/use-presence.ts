'use client'

import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Presence, presenceIn } from '@/lib/presence/reducers'
import { useSyncServices } from './sync-context'

const UNKNOWN: Presence = { online: false, lastSeenAt: null }

/**
 * The presence of a friend. `before` is their presence in the list or profile, as of when that was fetched. Without a
 * network nobody is shown as online, until the server has said who is.
 */
export function usePresence(personId: string, before?: Presence): Presence {
  const { presence } = useSyncServices()
  const { data } = useQuery({ ...presence.query, select: (state) => presenceIn(state, personId, before) })
  const isKnown = useSyncExternalStore(presence.subscribe, presence.isKnown, () => true)
  const shown = data ?? presenceIn(undefined, personId, before)
  return shown.online && !isKnown ? UNKNOWN : shown
}
