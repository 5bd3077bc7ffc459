'use client'

import { useEffect, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import type { Conversation } from '@/lib/conversations/schema'
import type { Message } from '@/lib/messages/schema'

/** Of more new messages at once, after an absence, only the number is announced. */
const MAX_READ_OUT = 5

/** Announces the peer's messages to screen readers while the conversation is open, each once by author and text, also
 * those that arrive while older ones are shown. */
export function useAnnouncedMessages(messages: readonly Message[], { peer, lastSeq }: Conversation) {
  const strings = useStrings()
  const announcedSeq = useRef(Math.max(lastSeq, messages.findLast(({ seq }) => seq > 0)?.seq ?? 0))
  useEffect(() => {
    const fresh = messages.filter(({ senderId, seq }) => senderId === peer.id && seq > announcedSeq.current)
    announcedSeq.current = Math.max(announcedSeq.current, ...fresh.map(({ seq }) => seq))
    const announced = fresh.filter(({ retracted }) => !retracted)
    if (announced.length > MAX_READ_OUT)
      announce(strings.messages.from(peer.displayName, strings.messages.newBelow(announced.length)))
    else for (const { body } of announced) announce(strings.messages.from(peer.displayName, body))
  }, [messages, peer, strings])
}
