'use client'

import { useEffect, useState } from 'react'
import { post } from '@/components/sync/api'
import { createTypingSender, type TypingSender } from './send-typing'

/** Sends typing notices to the peer, also when the viewer stops typing or leaves. */
export function useSendTyping(conversationId: string): TypingSender {
  const [sender] = useState(() =>
    createTypingSender((stopped) => {
      // A lost notice is not retried: typing notices repeat, and the receiver drops them after some seconds.
      post('/api/messages/typing', { conversationId, ...(stopped && { stopped }) }, { keepalive: stopped }).catch(
        () => {},
      )
    }),
  )
  useEffect(() => {
    addEventListener('pagehide', sender.stopped)
    return () => {
      removeEventListener('pagehide', sender.stopped)
      sender.stopped()
    }
  }, [sender])
  return sender
}
