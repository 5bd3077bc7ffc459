import type { LogEvent } from '@/lib/events/registry'

/** Receipts of this time are sent in one call. */
const BATCH_DELAY_MS = 1000
const RETRY_MS = 10_000
/** Limit of the endpoint. */
const MAX_BATCH_SIZE = 100

interface Receipt {
  conversationId: string
  seq: number
}

interface DeliveryReceiptsDeps {
  viewerId: string
  /** Returns whether this tab is elected to send the receipt of that topic. */
  lead(topic: string): Promise<boolean>
  send(items: Receipt[]): Promise<unknown>
}

/** Sends delivery receipts to the server: for each conversation the newest seq, which never decreases. */
export function createDeliveryReceipts({ viewerId, lead, send }: DeliveryReceiptsDeps) {
  const delivered = new Map<string, number>()
  const queue = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const enqueue = (conversationId: string, seq: number) =>
    queue.set(conversationId, Math.max(seq, queue.get(conversationId) ?? 0))

  const flush = async () => {
    timer = undefined
    const items = [...queue].slice(0, MAX_BATCH_SIZE).map(([conversationId, seq]) => ({ conversationId, seq }))
    for (const { conversationId } of items) queue.delete(conversationId)
    try {
      await send(items)
    } catch {
      for (const { conversationId, seq } of items) enqueue(conversationId, seq) // The call failed: they are sent later.
      return schedule(RETRY_MS)
    }
    if (queue.size > 0) schedule(BATCH_DELAY_MS)
  }
  const schedule = (inMs: number) => {
    timer ??= setTimeout(() => void flush(), inMs)
  }

  /** Notes that the peer's messages up to this seq have reached this browser. */
  const markDelivered = async (conversationId: string, seq: number) => {
    if (seq <= (delivered.get(conversationId) ?? 0)) return
    delivered.set(conversationId, seq)
    if (!(await lead(`${conversationId} ${seq}`))) return
    enqueue(conversationId, seq)
    schedule(BATCH_DELAY_MS)
  }

  return {
    markDelivered,
    /** Receives each event of the event log, once and in order. */
    onEvent(event: LogEvent) {
      if (event.type !== 'new_message' || 'gone' in event.data) return
      const { conversationId, seq, senderId } = event.data.message
      if (senderId !== viewerId) void markDelivered(conversationId, seq)
    },
    stop: () => clearTimeout(timer),
  }
}
