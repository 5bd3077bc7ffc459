import type { QueryCache } from '@tanstack/react-query'
import { post } from '@/components/sync/api'
import { isRefusal } from '@/components/sync/problem'
import type { SyncClient } from '@/components/sync/sync-client'
import { openElection } from '@/components/sync/tab-election'
import type { Conversation } from '@/lib/conversations/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { createDeliveryReceipts } from './send-delivery-receipts'

/** Tells what reaches this browser, hidden tabs too, in one tab however many are open. Answers with its end. */
export function startDeliveryReceipts(reader: SyncClient, fetched: QueryCache, viewerId: string): () => void {
  const leader = openElection(`kith-delivery-${viewerId}`)
  const delivery = createDeliveryReceipts({
    viewerId,
    lead: leader.lead,
    tell: (items) => post('/api/messages/delivered', { items }).catch(unlessRefused),
  })
  const unwatch = fetched.subscribe(({ type, query, ...rest }) => {
    if (type !== 'updated' || query.queryKey[0] !== 'conversations') return
    if (!('action' in rest) || rest.action.type !== 'success' || rest.action.manual) return
    const list = query.state.data as Pages<Conversation> // What is kept under that key.
    for (const { id, unread, lastSeq } of itemsOf(list)) if (unread > 0) void delivery.note(id, lastSeq)
  })
  const stops = [reader.onEvent(delivery.onEvent), unwatch, delivery.stop, leader.stop]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Asking again would be refused again. */
function unlessRefused(error: unknown) {
  if (!isRefusal(error)) throw error
}
