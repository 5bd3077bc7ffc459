import 'server-only'
import type { Connection } from '@/db/client'
import { broker, type Delivery } from '@/lib/broker/broker'
import { log } from '@/lib/log'
import { hydrate } from './hydrate'
import type { LogRow } from './registry'

/** Maximum size of the data of a Pusher event in bytes. */
const MAX_EVENT_BYTES = 10_240

/** Publishes committed events to open tabs. Never throws and is not awaited, because the log already has them. */
export function publish(rows: readonly LogRow[], on: Connection): void {
  if (rows.length > 0) void hydrateAndDeliver(rows, on)
}

async function hydrateAndDeliver(rows: readonly LogRow[], on: Connection) {
  try {
    const events = await hydrate(on, rows)
    broker().deliver(events.map(({ userId, seq, type, data }) => toDelivery(userId, seq, type, data)))
  } catch (error) {
    log.warn('events were not published; tabs will catch up', error, { events: rows.length })
  }
}

/** Returns the message for the broker: seq, type and data, or only seq and type when the event is too large. */
export function toDelivery(userId: string, seq: number, type: string, data: unknown): Delivery {
  const whole = JSON.stringify({ seq, type, data })
  const fits = whole.length * 3 <= MAX_EVENT_BYTES || Buffer.byteLength(whole) <= MAX_EVENT_BYTES
  return { userId, event: type, data: fits ? whole : JSON.stringify({ seq, type }) }
}
