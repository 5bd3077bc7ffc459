'use client'

import { useEffect, useRef } from 'react'
import { post } from '@/components/providers/api'
import { useClient } from '@/components/providers/app-providers'
import { useConversation } from './use-conversation'

/** Tells the server that the viewer has seen everything up to `newestSeq`, while they are looking. */
export function useMarkRead(id: string, newestSeq: number, visible: boolean): void {
  const { sync, live } = useClient()
  const lastReadSeq = useConversation(id).conversation?.lastReadSeq
  const told = useRef(0)
  useEffect(() => {
    if (!visible || lastReadSeq === undefined || newestSeq <= Math.max(lastReadSeq, told.current)) return
    told.current = newestSeq
    post('/api/messages/mark-read', { conversationId: id, seq: newestSeq }).then(
      () => {
        if (live.state() !== 'live') void sync()
      },
      () => {
        told.current = 0 // Out of reach: the next message or look tries again.
      },
    )
  }, [id, newestSeq, visible, lastReadSeq, live, sync])
}
