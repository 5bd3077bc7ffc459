'use client'

import { useEffect, useRef } from 'react'
import { words } from '@/components/strings/en'

import { announce } from '@/components/ui/announcer'

/** Reads out that the other person of the open conversation has begun to write. */
export function useAnnouncedTyping(isTyping: boolean, name: string) {
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!isTyping || performance.now() - saidAt.current < SAID_AGAIN_AFTER_MS) return
    saidAt.current = performance.now()
    announce(words.messages.isWriting(name))
  }, [isTyping, name])
}

/** Somebody who stops and goes on is not told of anew each time. */
const SAID_AGAIN_AFTER_MS = 60_000
