'use client'

import { useQuery } from '@tanstack/react-query'
import { type Presence, presenceIn } from '@/lib/presence/reducers'
import { useSyncServices } from './sync-context'

/** The presence of a friend. `before` is their presence in the list or profile, as of when that was fetched. */
export function usePresence(personId: string, before?: Presence): Presence {
  const { presence } = useSyncServices()
  const { data } = useQuery({ ...presence.query, select: (state) => presenceIn(state, personId, before) })
  return data ?? presenceIn(undefined, personId, before)
}
