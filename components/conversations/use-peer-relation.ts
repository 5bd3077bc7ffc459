'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { BlockedProfile, Profile } from '@/lib/people/schema'

/** Returns the relation to the peer of a conversation. Only that of a closed one must be fetched. */
export function usePeerRelation(peerId: string, isOpen: boolean): (Profile | BlockedProfile)['relation'] {
  const { data } = useQuery({
    queryKey: queries.profile.key(peerId),
    queryFn: () => get<Profile | BlockedProfile>(`/api/users/${peerId}`),
    enabled: !isOpen,
  })
  return isOpen ? 'friends' : (data?.relation ?? 'none')
}
