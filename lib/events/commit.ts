import 'server-only'
import { database, type Tx } from '@/db/client'
import { appendEvents } from '@/db/queries/events'
import { publish } from './publish'
import type { LogRow, StoredEvent } from './registry'

/** Tells these people, once the transaction has committed. */
export type Announce = (userIds: readonly string[], event: StoredEvent) => void

/**
 * The way to write what others hear of (sends have their own statement with the same promise). What `work` announces is appended to the logs in the same transaction, after everything else
 * it locked, and goes to open tabs only after COMMIT. A throw leaves neither fact nor event.
 */
export async function commit<T>(work: (tx: Tx, announce: Announce) => Promise<T>, on = database()): Promise<T> {
  const { value, rows } = await on.transaction(async (tx) => {
    const outbox: (StoredEvent & { userId: string })[] = []
    const value = await work(tx, (userIds, event) => {
      for (const userId of userIds) outbox.push({ ...event, userId })
    })
    if (outbox.length === 0) return { value, rows: [] }
    const numbers = await appendEvents(tx, outbox)
    const rows = numbers.map(({ ord, seq }): LogRow => ({ ...observe(outbox, ord - 1), seq }))
    return { value, rows }
  })
  publish(rows, on)
  return value
}

function observe<Item>(outbox: Item[], index: number): Item {
  const item = outbox[index]
  if (item === undefined) throw new Error('The log numbered an event that nobody announced.')
  return item
}
