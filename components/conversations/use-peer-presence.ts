'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { usePresence } from '@/components/sync/use-presence'
import { queries } from '@/lib/events/apply-event'
import type { BlockedProfile, Profile } from '@/lib/people/schema'
import type { Presence } from '@/lib/presence/reducers'

/** The peer's presence, if they are a friend. Fetches the profile of an offline friend for the time last seen. */
export function usePeerPresence(peerId: string, isFriend: boolean): Presence | undefined {
  const { online } = usePresence(peerId)
  const { data: profile } = useQuery({
    queryKey: queries.profile.key(peerId),
    queryFn: () => get<Profile | BlockedProfile>(`/api/users/${peerId}`),
    enabled: isFriend && !online,
  })
  const presence = usePresence(peerId, profile?.relation === 'friends' ? profile : undefined)
  return isFriend ? presence : undefined
}
