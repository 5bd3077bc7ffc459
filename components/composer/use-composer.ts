'use client'

import { useOutbox } from '@/components/outbox/outbox-context'

/** Sending in one conversation; what becomes of each message is told by useMessages. */
export function useSendMessage(conversationId: string) {
  const outbox = useOutbox()
  return {
    send: (body: string, replyTo: number | null = null) => outbox.send(conversationId, body, { replyTo }),
  }
}
