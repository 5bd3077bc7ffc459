'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { pagedQueryOptions } from '@/components/sync/use-pages'
import type { Message } from '@/lib/messages/schema'
import { historyState } from './history-state'
import { historyQuery } from './message-queries'

/** The newest messages of a conversation, which are always kept up to date. */
export function useNewestMessages(id: string) {
  const result = useInfiniteQuery({
    ...pagedQueryOptions<Message>(historyQuery(id)),
    structuralSharing: false, // It would copy every message that moves within its page.
  })
  return historyState(result)
}
