'use client'

import { useClient } from '@/components/providers/app-providers'

/** Sending in one conversation; what becomes of each message is told by useMessages. */
export function useComposer(conversationId: string) {
  const { outbox } = useClient()
  return {
    send: (body: string, replyTo: number | null = null) => outbox.send(conversationId, body, { replyTo }),
  }
}
