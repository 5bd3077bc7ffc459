'use client'

import { useEffect, useRef } from 'react'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { post } from '@/components/sync/api'
import { retryUntilSuccess } from '@/components/sync/retry-until-success'
import { useSyncServices } from '@/components/sync/sync-context'

/** Tells the server that the viewer has seen everything up to `newestSeq`, while they are looking. */
export function useMarkRead(id: string, newestSeq: number, visible: boolean): void {
  const { sync, connection } = useSyncServices()
  const lastReadSeq = useConversation(id).conversation?.lastReadSeq
  const told = useRef(0)
  useEffect(() => {
    if (!visible || lastReadSeq === undefined || newestSeq <= Math.max(lastReadSeq, told.current)) return
    return retryUntilSuccess(async () => {
      await post('/api/messages/mark-read', { conversationId: id, seq: newestSeq })
      told.current = newestSeq
      if (connection.state() !== 'live') void sync()
    })
  }, [id, newestSeq, visible, lastReadSeq, connection, sync])
}
