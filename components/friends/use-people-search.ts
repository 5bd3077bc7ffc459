'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { Page } from '@/lib/paging'
import type { PersonFound } from '@/lib/people/schema'

const FRESH_MS = 30_000

/** Searches users; idle while `q` is empty. */
export function usePeopleSearch(q: string): { people: PersonFound[]; state: 'idle' | 'loading' | 'ready' | 'error' } {
  const wanted = q.trim()
  const { data, isError } = useQuery({
    queryKey: queries.people.key(wanted),
    queryFn: async () => (await get<Page<PersonFound>>('/api/users/search', { q: wanted })).items,
    enabled: wanted !== '',
    staleTime: FRESH_MS, // No event announces new or renamed users.
  })
  if (wanted === '') return { people: [], state: 'idle' }
  return { people: data ?? [], state: data ? 'ready' : isError ? 'error' : 'loading' }
}
