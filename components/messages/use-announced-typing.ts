'use client'

import { useEffect, useRef } from 'react'
import { useStrings } from '@/components/strings/use-strings'

import { announce } from '@/components/ui/announcer'

/** Reads out that the other person of the open conversation has begun to write. */
export function useAnnouncedTyping(isTyping: boolean, name: string) {
  const strings = useStrings()
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!isTyping || performance.now() - saidAt.current < SAID_AGAIN_AFTER_MS) return
    saidAt.current = performance.now()
    announce(strings.messages.isWriting(name))
  }, [isTyping, name, strings])
}

/** Somebody who stops and goes on is not told of anew each time. */
const SAID_AGAIN_AFTER_MS = 60_000
