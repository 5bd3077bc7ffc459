'use client'

import { useEffect, useRef } from 'react'
import { post } from '@/components/providers/api'
import { useClient } from '@/components/providers/app-providers'
import { untilDone } from '@/components/providers/until-done'
import { useConversation } from './use-conversation'

/** Tells the server that the viewer has seen everything up to `newestSeq`, while they are looking. */
export function useMarkRead(id: string, newestSeq: number, visible: boolean): void {
  const { sync, live } = useClient()
  const lastReadSeq = useConversation(id).conversation?.lastReadSeq
  const told = useRef(0)
  useEffect(() => {
    if (!visible || lastReadSeq === undefined || newestSeq <= Math.max(lastReadSeq, told.current)) return
    return untilDone(async () => {
      await post('/api/messages/mark-read', { conversationId: id, seq: newestSeq })
      told.current = newestSeq
      if (live.state() !== 'live') void sync()
    })
  }, [id, newestSeq, visible, lastReadSeq, live, sync])
}
