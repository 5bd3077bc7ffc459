import 'server-only'
import { LRUCache } from 'lru-cache'
import { reservedDatabase, type Tx } from '@/db/client'
import { advanceDeliveredCursor, listMemberIds } from '@/db/queries/conversations'
import { broker } from '@/lib/broker/broker'
import { type Announce, commit } from '@/lib/events/commit'
import { conversationFor, lockedConversationFor } from '@/lib/messages/access'
import { serializeReceipt } from '@/lib/messages/conversation-queues'
import type { Viewer } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import type { MarkReadInput } from './schema'

/** Records that a device of the viewer has all messages up to `seq`. Never moves back; sent to the peer while open. */
export async function markDelivered(viewer: Viewer, items: readonly MarkReadInput[]): Promise<void> {
  for (const { conversationId, seq } of items) await advanceDelivered(viewer, conversationId, seq)
}

async function advanceDelivered(viewer: Viewer, conversationId: string, seq: number): Promise<void> {
  const advance = async (tx: Tx, announce: Announce) => {
    const { open, lastSeq } = await lockedConversationFor(tx, viewer, conversationId)
    if (!open) return
    const deliveredSeq = Math.min(seq, lastSeq)
    if (!(await advanceDeliveredCursor(tx, conversationId, viewer.id, deliveredSeq))) return
    const others = (await listMemberIds(tx, conversationId)).filter((id) => id !== viewer.id)
    announce(others, { type: 'delivered_receipt', data: { conversationId, userId: viewer.id, deliveredSeq } })
  }
  await serializeReceipt(conversationId, () => commit(advance, reservedDatabase()))
}

const TYPING_WINDOW_MS = 10_000
/** A tab sends a typing signal every 3 s. */
const MAX_TYPING_PER_WINDOW = 10
const MAX_TRACKED_WRITERS = 50_000

/** Publishes to the peer that the viewer types or has stopped, while the conversation is open. Nothing is stored. */
export async function publishTyping(viewer: Viewer, conversationId: string, stopped = false): Promise<void> {
  const { open, isMember } = await conversationFor(reservedDatabase(), viewer, conversationId)
  if (!open || !isMember || exceedsTypingLimit(`${viewer.id}/${conversationId}`)) return
  const others = (await listMemberIds(reservedDatabase(), conversationId)).filter((id) => id !== viewer.id)
  const typing = { conversationId, userId: viewer.id, ...(stopped ? { stopped } : {}) }
  const data = JSON.stringify({ type: 'typing', data: typing })
  broker().deliver(others.map((userId) => ({ userId, event: 'typing', data })))
}

/** Counts a typing signal and returns true above the limit. Each process counts separately; a few more do no harm. */
function exceedsTypingLimit(key: string): boolean {
  const counts = singleton(
    'typing counts',
    () => new LRUCache<string, { times: number }>({ max: MAX_TRACKED_WRITERS, ttl: TYPING_WINDOW_MS }),
  )
  const count = counts.get(key)
  if (!count) counts.set(key, { times: 1 })
  else count.times++
  return count !== undefined && count.times > MAX_TYPING_PER_WINDOW
}
