'use client'

import { useEffect, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'

/** A user who pauses and continues typing is announced again only after this time. */
const MIN_INTERVAL_MS = 60_000

/** Announces to screen readers that the peer of the open conversation has begun to type. */
export function useAnnouncedTyping(isTyping: boolean, name: string) {
  const strings = useStrings()
  const announcedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!isTyping || performance.now() - announcedAt.current < MIN_INTERVAL_MS) return
    announcedAt.current = performance.now()
    announce(strings.messages.isWriting(name))
  }, [isTyping, name, strings])
}
