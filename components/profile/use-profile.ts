'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { Problem } from '@/components/sync/problem'
import { FRESH_MS } from '@/components/sync/query-client'
import { queries } from '@/lib/events/apply-event'
import type { BlockedProfile, Profile } from '@/lib/people/schema'

/** Returns a profile, at first `initial`, the one rendered by the server if there is one. */
export function useProfile(personId: string, initial?: Profile | BlockedProfile) {
  const { data, error, refetch } = useQuery({
    queryKey: queries.profile.key(personId),
    queryFn: () => get<Profile | BlockedProfile>(`/api/users/${personId}`),
    ...(initial && { initialData: initial }),
    staleTime: FRESH_MS, // Not every change of a profile is announced to everybody.
  })
  return { profile: data, state: stateOf(data !== undefined, error), retry: () => void refetch() }
}

function stateOf(isLoaded: boolean, error: Error | null) {
  if (error instanceof Problem && (error.status === 404 || error.status === 422)) return 'not_found'
  return isLoaded ? 'ready' : error ? 'error' : 'loading'
}
