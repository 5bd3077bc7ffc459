'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useClient } from '@/components/providers/app-providers'
import { announce } from '@/components/ui/announcer'
import { words } from '@/components/words'

/** Whether the other person is writing in that conversation just now. */
export function useTyping(conversationId: string): boolean {
  const { typing } = useClient()
  return useSyncExternalStore(
    typing.subscribe,
    () => typing.isTyping(conversationId),
    () => false,
  )
}

/** Somebody who stops and goes on is not told of anew each time. */
const SAID_AGAIN_AFTER_MS = 60_000

/** Reads out that the other person of the open conversation has begun to write. */
export function useAnnouncedTyping(isTyping: boolean, name: string) {
  const saidAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (!isTyping || performance.now() - saidAt.current < SAID_AGAIN_AFTER_MS) return
    saidAt.current = performance.now()
    announce(words.messages.isWriting(name))
  }, [isTyping, name])
}
