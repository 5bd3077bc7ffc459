'use client'

import { useSyncExternalStore } from 'react'
import { useOutbox } from './outbox-context'
import type { OutboxItem } from './types'

/** Returns the newest unsent message of a conversation; undefined if the server has all of them. */
export function useNewestUnsent(conversationId: string): OutboxItem | undefined {
  const outbox = useOutbox()
  const newest = () =>
    outbox.unsent().findLast((item) => item.conversationId === conversationId && item.withdrawn !== true)
  return useSyncExternalStore(outbox.subscribe, newest, () => undefined)
}

/** Returns whether messages of this conversation wait because the server limits the sends. */
export function useIsSlowed(conversationId: string): boolean {
  const outbox = useOutbox()
  return useSyncExternalStore(
    outbox.subscribe,
    () => outbox.isSlowed(conversationId),
    () => false,
  )
}
