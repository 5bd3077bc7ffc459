import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { queries } from '@/lib/events/apply-event'
import {
  missedDepartures,
  type OnlineState,
  type PresenceChange,
  parsePresenceChange,
  withChange,
  withFetchedPresence,
  withoutUnknown,
} from '@/lib/presence/reducers'
import type { OnlineFriends } from '@/lib/presence/schema'
import { get } from './api'
import { backoffMs } from './backoff'

export type PresenceSync = ReturnType<typeof createPresenceSync>

/** Keeps the set of online friends in the query cache: fetches the whole set, and applies single changes by socket. */
export function createPresenceSync(queryClient: QueryClient, viewerId: string) {
  /** For each fetch in flight the changes received since it began; its response may be older than them. */
  const changesDuringFetches = new Set<PresenceChange[]>()
  const currentState = () => queryClient.getQueryData<OnlineState>(queries.online.key())

  const fetchState = async () => {
    const changes: PresenceChange[] = []
    changesDuringFetches.add(changes)
    try {
      const { userIds } = await get<OnlineFriends>('/api/friends/online')
      const state = changes.reduce(withChange, withFetchedPresence(currentState(), userIds))
      void refetchLastSeen(missedDepartures(currentState(), state))
      return state
    } finally {
      changesDuringFetches.delete(changes)
    }
  }

  /** Refetches the list and profiles with the last-seen times of friends who left while this tab received no events. */
  const refetchLastSeen = async (userIds: string[]) => {
    if (userIds.length === 0) return
    const stale = [queries.friends.key(), ...userIds.map((id) => queries.profile.key(id))]
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    queryClient.setQueryData<OnlineState>(queries.online.key(), (state) => state && withoutUnknown(state, userIds))
  }

  const refetch = () => void queryClient.invalidateQueries({ queryKey: queries.online.key() })

  return {
    query: queryOptions({
      queryKey: queries.online.key(),
      queryFn: fetchState,
      retry: true, // Nothing else fetches it before the next reconnect.
      retryDelay: (failures, error) => backoffMs(failures, error),
    }),
    /** Fetches the whole set. Call it after each reconnect: presence is not in the event log. */
    refetch,
    /** Receives the data of a socket event. */
    receive(data: unknown) {
      const change = parsePresenceChange(data)
      if (!change) return
      if (change.userId === viewerId) return refetch() // This tab receives changes from now on, not before.
      for (const changes of changesDuringFetches) changes.push(change)
      queryClient.setQueryData<OnlineState>(queries.online.key(), (state) => state && withChange(state, change))
    },
  }
}
