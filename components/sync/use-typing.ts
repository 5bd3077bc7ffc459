'use client'

import { useSyncExternalStore } from 'react'
import { useSyncServices } from './sync-context'

/** Whether the other person is writing in that conversation just now. */
export function useTyping(conversationId: string): boolean {
  const { typing } = useSyncServices()
  return useSyncExternalStore(
    typing.subscribe,
    () => typing.isTyping(conversationId),
    () => false,
  )
}
