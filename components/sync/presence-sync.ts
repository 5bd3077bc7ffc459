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

/** Keeps the online friends: the whole set from the server, single changes from the socket. */
export function createPresenceSync(queryClient: QueryClient, viewerId: string) {
  /** Changes received during a fetch, whose response may be older. */
  const heardMeanwhile = new Set<PresenceChange[]>()
  const stateNow = () => queryClient.getQueryData<OnlineState>(queries.online.key())

  const fetchState = async () => {
    const heard: PresenceChange[] = []
    heardMeanwhile.add(heard)
    try {
      const { userIds } = await get<OnlineFriends>('/api/friends/online')
      const state = heard.reduce(withChange, withFetchedPresence(stateNow(), userIds))
      void askSinceWhen(missedDepartures(stateNow(), state))
      return state
    } finally {
      heardMeanwhile.delete(heard)
    }
  }

  /** Refetches lists and pages to learn when friends left whose departure this tab has missed. */
  const askSinceWhen = async (userIds: string[]) => {
    if (userIds.length === 0) return
    const stale = [queries.friends.key(), ...userIds.map((id) => queries.profile.key(id))]
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    queryClient.setQueryData<OnlineState>(queries.online.key(), (state) => state && withoutUnknown(state, userIds))
  }

  const ask = () => void queryClient.invalidateQueries({ queryKey: queries.online.key() })

  return {
    query: queryOptions({
      queryKey: queries.online.key(),
      queryFn: fetchState,
      retry: true, // Nothing else would fetch it before the next interruption.
      retryDelay: (failures, error) => backoffMs(failures, error),
    }),
    /** Fetches the whole set; needed after every interruption, because presence is not part of the log. */
    ask,
    /** Takes the data of a socket event. */
    receive(data: unknown) {
      const change = parsePresenceChange(data)
      if (!change) return
      if (change.userId === viewerId) return ask() // Changes are published to this tab from now on; the set fetched before may be old.
      for (const heard of heardMeanwhile) heard.push(change)
      queryClient.setQueryData<OnlineState>(queries.online.key(), (state) => state && withChange(state, change))
    },
  }
}
