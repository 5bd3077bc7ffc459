'use client'

import { useEffect, useRef } from 'react'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { post } from '@/components/sync/api'
import { retryUntilSuccess } from '@/components/sync/retry-until-success'
import { useSyncServices } from '@/components/sync/sync-context'

/** Sends a read receipt up to `newestSeq` to the server while the messages are visible. */
export function useMarkRead(id: string, newestSeq: number, visible: boolean): void {
  const { sync, connection } = useSyncServices()
  const lastReadSeq = useConversation(id).conversation?.lastReadSeq
  const sentSeq = useRef(0)
  useEffect(() => {
    if (!visible || lastReadSeq === undefined || newestSeq <= Math.max(lastReadSeq, sentSeq.current)) return
    return retryUntilSuccess(async () => {
      await post('/api/messages/mark-read', { conversationId: id, seq: newestSeq })
      sentSeq.current = newestSeq
      if (connection.state() !== 'live') void sync()
    })
  }, [id, newestSeq, visible, lastReadSeq, connection, sync])
}
