'use client'

import { useQuery } from '@tanstack/react-query'
import { type Presence, presenceIn } from '@/lib/presence/reducers'
import { useSyncServices } from './sync-context'

/** Returns a friend's presence; `before` is the one in the list or page that contains them. */
export function usePresence(personId: string, before?: Presence): Presence {
  const { presence } = useSyncServices()
  const { data } = useQuery({ ...presence.query, select: (state) => presenceIn(state, personId, before) })
  return data ?? presenceIn(undefined, personId, before)
}
