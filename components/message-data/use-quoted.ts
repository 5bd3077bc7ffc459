'use client'

import { useQuery } from '@tanstack/react-query'
import { get } from '@/components/sync/api'
import { queries } from '@/lib/events/apply-event'
import type { Message } from '@/lib/messages/schema'
import type { Page } from '@/lib/paging'

/** How long a quoted message whose replies are no longer loaded stays in the query cache. */
const CACHE_TIME_MS = 60_000

/**
 * The message that a reply quotes: the loaded one, or else it is fetched once. Undefined while it loads, null if the
 * viewer cannot see it or it was retracted.
 */
export function useQuotedMessage(
  conversationId: string,
  seq: number,
  loaded: Message | undefined,
): Message | null | undefined {
  const { data } = useQuery({
    queryKey: queries.quoted.key(conversationId, seq),
    queryFn: async () => {
      const { items } = await get<Page<Message>>(`/api/messages/${conversationId}`, { after: seq - 1, limit: 1 })
      return items.find((message) => message.seq === seq) ?? null
    },
    enabled: loaded === undefined,
    gcTime: CACHE_TIME_MS,
  })
  const found = loaded ?? data
  return found?.retracted ? null : found
}
