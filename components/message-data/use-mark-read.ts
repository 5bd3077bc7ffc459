'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { post } from '@/components/sync/api'
import { retryUntilSuccess } from '@/components/sync/retry-until-success'
import { useSyncServices } from '@/components/sync/sync-context'

/** Time from one read receipt of a conversation to the next, in which messages are gathered. */
const INTERVAL_MS = 1000

/**
 * Sends read receipts up to `newestSeq` to the server while the messages are visible, at most one a second. What was seen
 * last is sent at once when the viewer leaves.
 */
export function useMarkRead(id: string, newestSeq: number, visible: boolean): void {
  const { sync, connection } = useSyncServices()
  const lastReadSeq = useConversation(id).conversation?.lastReadSeq
  const sent = useRef({ seq: 0, at: Number.NEGATIVE_INFINITY })
  const seenSeq = useRef(0)
  const send = useEffectEvent(async (seq: number) => {
    sent.current.at = performance.now()
    await post('/api/messages/mark-read', { conversationId: id, seq }, { keepalive: true })
    sent.current.seq = seq
    if (connection.state() !== 'live') void sync()
  })
  useEffect(() => {
    if (!visible || lastReadSeq === undefined || newestSeq <= Math.max(lastReadSeq, sent.current.seq)) return
    seenSeq.current = newestSeq
    let stop = () => {}
    const begin = () => {
      stop = retryUntilSuccess(() => send(newestSeq))
    }
    const timer = setTimeout(begin, sent.current.at + INTERVAL_MS - performance.now())
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [newestSeq, visible, lastReadSeq])
  useEffect(() => {
    if (!visible) return
    return () => {
      if (seenSeq.current > sent.current.seq) void send(seenSeq.current).catch(() => {}) // It is read again on return.
    }
  }, [visible])
}
