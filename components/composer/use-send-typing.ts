'use client'

import { useEffect, useState } from 'react'
import { post } from '@/components/sync/api'
import { createTypingSender, type TypingSender } from './send-typing'

/** Sends typing events to the peer, and the end of typing when the viewer stops or leaves. */
export function useSendTyping(conversationId: string): TypingSender {
  const [say] = useState(() =>
    createTypingSender((stopped) => {
      // A lost event does not matter: it is repeated while typing and expires otherwise.
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
