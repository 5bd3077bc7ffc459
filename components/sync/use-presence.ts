'use client'

import { useQuery } from '@tanstack/react-query'
import { type Presence, presenceIn } from '@/lib/presence/reducers'
import { useSyncServices } from './sync-context'

/** Whether a friend is there; `before` is what the list or page that names them said when it was fetched. */
export function usePresence(personId: string, before?: Presence): Presence {
  const { presence } = useSyncServices()
  const { data } = useQuery({ ...presence.query, select: (state) => presenceIn(state, personId, before) })
  return data ?? presenceIn(undefined, personId, before)
}
