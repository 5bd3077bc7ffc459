import type { QueryCache } from '@tanstack/react-query'
import { post } from '@/components/sync/api'
import { isRefusal } from '@/components/sync/problem'
import type { SyncClient } from '@/components/sync/sync-client'
import { openElection } from '@/components/sync/tab-election'
import type { Conversation } from '@/lib/conversations/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { createDeliveryReceipts } from './send-delivery-receipts'

/**
 * Sends delivery receipts for messages that reach this browser, also in hidden tabs; one elected tab sends each.
 * Returns a function that stops it.
 */
export function startDeliveryReceipts(syncClient: SyncClient, queryCache: QueryCache, viewerId: string): () => void {
  const election = openElection(`kith-delivery-${viewerId}`)
  const receipts = createDeliveryReceipts({
    viewerId,
    lead: election.lead,
    send: (items) => post('/api/messages/delivered', { items }).catch(ignoreRefusal),
  })
  const unsubscribe = queryCache.subscribe(({ type, query, ...rest }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'conversations') return
    if (!('action' in rest) || rest.action.type !== 'success' || rest.action.manual) return
    const list = query.state.data as Pages<Conversation> // The type under that key.
    for (const { id, unread, lastSeq } of itemsOf(list)) if (unread > 0) void receipts.markDelivered(id, lastSeq)
  })
  const stops = [syncClient.onEvent(receipts.onEvent), unsubscribe, receipts.stop, election.stop]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Rethrows an error unless the call was refused: a retry would be refused too. */
function ignoreRefusal(error: unknown) {
  if (!isRefusal(error)) throw error
}
