'use client'

import { useOutbox } from '@/components/outbox/outbox-context'

/** Returns a function that sends messages in one conversation; useMessages returns their state. */
export function useSendMessage(conversationId: string) {
  const outbox = useOutbox()
  return {
    send: (body: string, replyTo: number | null = null) => outbox.send(conversationId, body, { replyTo }),
  }
}
