'use client'

import { useEffect, useState } from 'react'
import { post } from '@/components/providers/api'
import { createSayTyping, type SayTyping } from './say-typing'

/** Tells the other person that one is writing, and that one has stopped or left. */
export function useSayTyping(conversationId: string): SayTyping {
  const [say] = useState(() =>
    createSayTyping((stopped) => {
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
