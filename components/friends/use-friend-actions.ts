'use client'

import { post } from '@/components/providers/api'
import { useClient } from '@/components/providers/app-providers'
import type { RequestOutcome } from '@/lib/friends/schema'

/** What can be done about a person; each resolves once it is done and shown, and throws Problem. */
export function useFriendActions() {
  const { sync } = useClient()
  const act = async <Answer>(verb: string, personId: string) => {
    const answer = await post<Answer>(`/api/friends/${verb}/${personId}`)
    await sync()
    return answer
  }
  return {
    request: (personId: string) => act<RequestOutcome>('request', personId),
    accept: (personId: string) => act('accept', personId),
    decline: (personId: string) => act('decline', personId),
    cancel: (personId: string) => act('cancel', personId),
  }
}
