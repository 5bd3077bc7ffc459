import type { LogEvent } from '@/lib/events/registry'

/** At most one call in this time; what comes meanwhile goes with the next. */
const BATCH_DELAY_MS = 1000
const RETRY_MS = 10_000
/** As many as one call takes. */
const MAX_BATCH_SIZE = 100

interface Receipt {
  conversationId: string
  seq: number
}

interface DeliveryReceiptsDeps {
  viewerId: string
  /** Whether this tab is the one to tell of that topic. */
  lead(topic: string): Promise<boolean>
  tell(items: Receipt[]): Promise<unknown>
}

/** Tells the server what has reached this browser: for each conversation only the newest, and never less than before. */
export function createDeliveryReceipts({ viewerId, lead, tell }: DeliveryReceiptsDeps) {
  const arrived = new Map<string, number>()
  const waiting = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const wait = (conversationId: string, seq: number) =>
    waiting.set(conversationId, Math.max(seq, waiting.get(conversationId) ?? 0))

  const flush = async () => {
    timer = undefined
    const items = [...waiting].slice(0, MAX_BATCH_SIZE).map(([conversationId, seq]) => ({ conversationId, seq }))
    for (const { conversationId } of items) waiting.delete(conversationId)
    try {
      await tell(items)
    } catch {
      for (const { conversationId, seq } of items) wait(conversationId, seq) // Out of reach: told a little later.
      return schedule(RETRY_MS)
    }
    if (waiting.size > 0) schedule(BATCH_DELAY_MS)
  }
  const schedule = (inMs: number) => {
    timer ??= setTimeout(() => void flush(), inMs)
  }

  /** Everything up to this message of the other's is here. */
  const note = async (conversationId: string, seq: number) => {
    if (seq <= (arrived.get(conversationId) ?? 0)) return
    arrived.set(conversationId, seq)
    if (!(await lead(`${conversationId} ${seq}`))) return
    wait(conversationId, seq)
    schedule(BATCH_DELAY_MS)
  }

  return {
    note,
    /** Takes each event of the log, once and in order. */
    onEvent(event: LogEvent) {
      if (event.type !== 'new_message' || 'gone' in event.data) return
      const { conversationId, seq, senderId } = event.data.message
      if (senderId !== viewerId) void note(conversationId, seq)
    },
    stop: () => clearTimeout(timer),
  }
}
