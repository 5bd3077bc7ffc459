'use client'

import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announcer'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import type { ShownMessage } from './use-messages'

/** Reads out what the other person writes while the conversation is open. */
export function useAnnouncedMessages(messages: readonly ShownMessage[], peer: Person) {
  const newest = messages.findLast(({ senderId }) => senderId === peer.id)
  const heard = useRef(newest?.seq ?? 0)
  useEffect(() => {
    if (!newest || newest.seq <= heard.current) return
    heard.current = newest.seq
    if (newest.retracted) return
    announce(words.messages.from(peer.displayName, newest.body))
  }, [newest, peer.displayName])
}
