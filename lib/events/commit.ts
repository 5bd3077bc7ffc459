import 'server-only'
import { database, type Tx } from '@/db/client'
import { appendEvents } from '@/db/queries/events'
import { publish } from './publish'
import type { LogRow, StoredEvent } from './registry'

/** Adds an event to the logs of these users and publishes it after COMMIT. */
export type Announce = (userIds: readonly string[], event: StoredEvent) => void

/**
 * Runs `work` in a transaction. Announced events are appended to the logs in it, after everything else is locked, and are
 * published to open tabs only after COMMIT. A throw stores neither rows nor events. Sends have their own statement with the
 * same guarantee.
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
