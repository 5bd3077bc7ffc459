'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, remove } from '@/components/sync/api'
import { FRESH_MS } from '@/components/sync/query-client'
import type { SessionView } from '@/lib/auth/schema'
import { queries } from '@/lib/events/apply-event'
import type { Page } from '@/lib/paging'

/** Returns the viewer's sessions. No event announces a new session, so a later visit fetches them. */
export function useSessions() {
  const { data, isError, refetch } = useQuery({
    queryKey: queries.sessions.key(),
    queryFn: () => get<Page<SessionView>>('/api/me/sessions'),
    staleTime: FRESH_MS,
  })
  return {
    sessions: data?.items ?? [],
    state: data ? 'ready' : isError ? 'error' : 'loading',
    retry: () => void refetch(),
  } as const
}

/** Returns the actions that end other sessions. Each resolves when the change is shown, and throws Problem. */
export function useSessionEnds() {
  const queryClient = useQueryClient()
  const keep = (isKept: (session: SessionView) => boolean) =>
    queryClient.setQueryData<Page<SessionView>>(
      queries.sessions.key(),
      (page) => page && { ...page, items: page.items.filter(isKept) },
    )
  return {
    async end(id: string) {
      await remove(`/api/me/sessions/${id}`)
      keep((session) => session.id !== id)
    },
    async endOthers() {
      await remove('/api/me/sessions')
      keep(({ current }) => current)
    },
  }
}
