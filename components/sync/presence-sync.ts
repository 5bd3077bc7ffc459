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

/** Keeps who is online: the whole set when asked, single changes as the socket brings them. */
export function createPresenceSync(queryClient: QueryClient, viewerId: string) {
  /** What was heard while an answer was on the way, which may be older. */
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

  /** Lists and pages say since when people are away who left while this tab heard nothing. */
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
      retry: true, // Nothing else asks again before the next silence.
      retryDelay: (failures, error) => backoffMs(failures, error),
    }),
    /** Presence has no place in the log: after every silence the whole set is asked. */
    ask,
    /** Takes the data of a socket event. */
    receive(data: unknown) {
      const change = parsePresenceChange(data)
      if (!change) return
      if (change.userId === viewerId) return ask() // From here on this tab is told; what it asked before may be old.
      for (const heard of heardMeanwhile) heard.push(change)
      queryClient.setQueryData<OnlineState>(queries.online.key(), (state) => state && withChange(state, change))
    },
  }
}
