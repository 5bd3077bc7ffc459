import type { Query, QueryCache } from '@tanstack/react-query'
import { post } from '@/components/sync/api'
import { isRefusal } from '@/components/sync/problem'
import type { SyncClient } from '@/components/sync/sync-client'
import { openElection } from '@/components/sync/tab-election'
import type { Conversation } from '@/lib/conversations/schema'
import { itemsOf, type Pages } from '@/lib/pages'
import { createDeliveryReceipts } from './send-delivery-receipts'

/** First part of the keys of conversation lists. */
const CONVERSATIONS = 'conversations'

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
  const markListed = ({ queryKey, state }: Query) => {
    if (queryKey[0] !== CONVERSATIONS || state.data === undefined) return
    const list = state.data as Pages<Conversation> // The type under that key.
    for (const { id, unread, lastSeq } of itemsOf(list)) if (unread > 0) void receipts.markDelivered(id, lastSeq)
  }
  // A list comes with the page, perhaps before this is called, or from the server later.
  for (const query of queryCache.findAll({ queryKey: [CONVERSATIONS] })) markListed(query)
  const unsubscribe = queryCache.subscribe(({ type, query, ...rest }) => {
    if (type === 'updated' && 'action' in rest && rest.action.type === 'success') markListed(query)
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
