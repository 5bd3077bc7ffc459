import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { createStore } from '@/components/create-store'
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
import { Problem } from './problem'

export type PresenceSync = ReturnType<typeof createPresenceSync>

/** Keeps the set of online friends in the query cache: fetches the whole set, and applies single changes by socket. */
export function createPresenceSync(queryClient: QueryClient, viewerId: string) {
  /** For each fetch in flight the changes received since it began; its response may be older than them. */
  const changesDuringFetches = new Set<PresenceChange[]>()
  /** Whether the set is up to date: false from a loss of the network until the next response. */
  const isKnown = createStore(true)
  let isOffline = false
  const currentState = () => queryClient.getQueryData<OnlineState>(queries.online.key())

  const fetchState = async () => {
    const changes: PresenceChange[] = []
    changesDuringFetches.add(changes)
    try {
      const { userIds } = await get<OnlineFriends>('/api/friends/online')
      const state = changes.reduce(withChange, withFetchedPresence(currentState(), userIds))
      void refetchLastSeen(missedDepartures(currentState(), state))
      isKnown.set(!isOffline)
      return state
    } catch (error) {
      if (error instanceof Problem && error.status === 0) isKnown.set(false)
      throw error
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
    isKnown: isKnown.get,
    subscribe: isKnown.subscribe,
    /** Starts noticing that the network is lost. Returns a function that stops it. */
    start() {
      const update = () => {
        isOffline = !navigator.onLine
        if (isOffline) isKnown.set(false)
      }
      update()
      const listening = new AbortController()
      addEventListener('offline', update, listening)
      addEventListener('online', update, listening)
      return () => listening.abort()
    },
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
