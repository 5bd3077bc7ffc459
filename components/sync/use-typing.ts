'use client'

import { useSyncExternalStore } from 'react'
import { useSyncServices } from './sync-context'

/** Returns whether the peer is typing in that conversation. */
export function useTyping(conversationId: string): boolean {
  const { typing } = useSyncServices()
  return useSyncExternalStore(
    typing.subscribe,
    () => typing.isTyping(conversationId),
    () => false,
  )
}
