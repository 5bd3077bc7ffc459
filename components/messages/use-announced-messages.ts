'use client'

import { useEffect, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import type { Conversation } from '@/lib/conversations/schema'
import type { DisplayMessage } from './use-messages'

/** Of more than these at once, after an absence, only their number is said. */
const MAX_READ_OUT = 5

/** Reads out once what the other person writes while the conversation is open, each message by author and text. */
export function useAnnouncedMessages(messages: readonly DisplayMessage[], { peer, lastSeq }: Conversation) {
  const strings = useStrings()
  const heard = useRef(Math.max(lastSeq, messages.findLast(({ seq }) => seq > 0)?.seq ?? 0))
  useEffect(() => {
    const fresh = messages.filter(({ senderId, seq }) => senderId === peer.id && seq > heard.current)
    heard.current = Math.max(heard.current, ...fresh.map(({ seq }) => seq))
    const told = fresh.filter(({ retracted }) => !retracted)
    if (told.length > MAX_READ_OUT)
      announce(strings.messages.from(peer.displayName, strings.messages.newBelow(told.length)))
    else for (const { body } of told) announce(strings.messages.from(peer.displayName, body))
  }, [messages, peer, strings])
}
