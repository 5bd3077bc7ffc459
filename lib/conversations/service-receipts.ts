import 'server-only'
import { LRUCache } from 'lru-cache'
import { reservedDatabase, type Tx } from '@/db/client'
import { advanceDeliveredCursor, findConversationFor, lockConversation } from '@/db/queries/conversations'
import { broker } from '@/lib/broker/broker'
import { type Announce, commit } from '@/lib/events/commit'
import { assertMember, noSuchConversation } from '@/lib/messages/access'
import { serializeReceipt } from '@/lib/messages/concurrency'
import type { Viewer } from '@/lib/session/viewer'
import { singleton } from '@/lib/singletons'
import type { MarkReadInput } from './schema'

/** A device of the viewer's has everything up to `seq`. Never moves back; told to the sender while the two may write. */
export async function markDelivered(viewer: Viewer, items: readonly MarkReadInput[]): Promise<void> {
  for (const { conversationId, seq } of items) await deliver(viewer, conversationId, seq)
}

async function deliver(viewer: Viewer, conversationId: string, seq: number): Promise<void> {
  await assertMember(reservedDatabase(), viewer, conversationId)
  const advance = async (tx: Tx, announce: Announce) => {
    const held = await lockConversation(tx, conversationId)
    if (!held?.open) return
    const deliveredSeq = Math.min(seq, held.lastSeq)
    if (!(await advanceDeliveredCursor(tx, conversationId, viewer.id, deliveredSeq))) return
    const others = [held.lowId, held.highId].filter((id): id is string => id !== null && id !== viewer.id)
    announce(others, { type: 'delivered_receipt', data: { conversationId, userId: viewer.id, deliveredSeq } })
  }
  await serializeReceipt(conversationId, () => commit(advance, reservedDatabase()))
}

const TYPING_WINDOW_MS = 10_000
/** A writer's own tabs say it every three seconds. */
const MAX_PER_WINDOW = 10
const WRITERS_REMEMBERED = 50_000

/** Tells the other person that the viewer is writing, or has stopped, while the two may write; nothing is kept of it. */
export async function publishTyping(viewer: Viewer, conversationId: string, stopped = false): Promise<void> {
  const conversation = await findConversationFor(reservedDatabase(), conversationId, viewer.id)
  if (!conversation) throw noSuchConversation()
  if (!conversation.open || conversation.peerId === null || isFlood(`${viewer.id}/${conversationId}`)) return
  const typing = { conversationId, userId: viewer.id, ...(stopped ? { stopped } : {}) }
  const data = JSON.stringify({ type: 'typing', data: typing })
  broker().deliver([{ userId: conversation.peerId, event: 'typing', data }])
}

/** Whether that many were told in this window already. Each process counts for itself: a few more do no harm. */
function isFlood(key: string): boolean {
  const told = singleton(
    'typing told',
    () => new LRUCache<string, { times: number }>({ max: WRITERS_REMEMBERED, ttl: TYPING_WINDOW_MS }),
  )
  const known = told.get(key)
  if (!known) told.set(key, { times: 1 })
  else known.times++
  return known !== undefined && known.times > MAX_PER_WINDOW
}
