'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { queries } from '@/lib/events/apply-event'
import type { BlockedProfile, Profile } from '@/lib/people/schema'

/** Returns a profile, at first the one rendered by the server; undefined when it may not be seen any more. */
export function useProfile(came: Profile | BlockedProfile): Profile | BlockedProfile | undefined {
  const { data, error } = useQuery({
    queryKey: queries.profile.key(came.id),
    queryFn: () => get<Profile | BlockedProfile>(`/api/users/${came.id}`),
    initialData: came,
    refetchOnMount: 'always', // Not every change of a profile is announced to everybody.
  })
  return error instanceof Problem && error.status === 404 ? undefined : data
}
