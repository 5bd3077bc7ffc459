'use client'

import { useEffect, useState } from 'react'
import { post } from '@/components/sync/api'
import { createTypingSender, type TypingSender } from './send-typing'

/** Tells the other person that one is writing, and that one has stopped or left. */
export function useSendTyping(conversationId: string): TypingSender {
  const [say] = useState(() =>
    createTypingSender((stopped) => {
      // Lost is lost: it is said again while one writes, and forgotten when one does not.
      post('/api/messages/typing', { conversationId, ...(stopped && { stopped }) }, { keepalive: stopped }).catch(
        () => {},
      )
    }),
  )
  useEffect(() => {
    addEventListener('pagehide', say.stopped)
    return () => {
      removeEventListener('pagehide', say.stopped)
      say.stopped()
    }
  }, [say])
  return say
}
