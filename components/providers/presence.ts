import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { keys } from '@/lib/events/cache'
import {
  asPresenceChange,
  goneUnheard,
  type OnlineState,
  type PresenceChange,
  withAnswer,
  withChange,
  withoutUnknown,
} from '@/lib/presence/cache'
import type { OnlineFriends } from '@/lib/presence/schema'
import { get } from './api'
import { waitAfter } from './backoff'

export type PresenceReader = ReturnType<typeof createPresenceReader>

/** Keeps who is online: the whole set when asked, single changes as the socket brings them. */
export function createPresenceReader(queryClient: QueryClient, viewerId: string) {
  /** What was heard while an answer was on the way, which may be older. */
  const heardMeanwhile = new Set<PresenceChange[]>()
  const stateNow = () => queryClient.getQueryData<OnlineState>(keys.online)

  const fetchState = async () => {
    const heard: PresenceChange[] = []
    heardMeanwhile.add(heard)
    try {
      const { userIds } = await get<OnlineFriends>('/api/friends/online')
      const state = heard.reduce(withChange, withAnswer(stateNow(), userIds))
      void askSinceWhen(goneUnheard(stateNow(), state))
      return state
    } finally {
      heardMeanwhile.delete(heard)
    }
  }

  /** Lists and pages say since when people are away who left while this tab heard nothing. */
  const askSinceWhen = async (userIds: string[]) => {
    if (userIds.length === 0) return
    const stale = [keys.friends, ...userIds.map(keys.profile)]
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    queryClient.setQueryData<OnlineState>(keys.online, (state) => state && withoutUnknown(state, userIds))
  }

  const ask = () => void queryClient.invalidateQueries({ queryKey: keys.online })

  return {
    query: queryOptions({
      queryKey: keys.online,
      queryFn: fetchState,
      retry: true, // Nothing else asks again before the next silence.
      retryDelay: (failures, error) => waitAfter(failures, error),
    }),
    /** Presence has no place in the log: after every silence the whole set is asked. */
    ask,
    /** Takes the data of a socket event. */
    receive(data: unknown) {
      const change = asPresenceChange(data)
      if (!change) return
      if (change.userId === viewerId) return ask() // From here on this tab is told; what it asked before may be old.
      for (const heard of heardMeanwhile) heard.push(change)
      queryClient.setQueryData<OnlineState>(keys.online, (state) => state && withChange(state, change))
    },
  }
}
