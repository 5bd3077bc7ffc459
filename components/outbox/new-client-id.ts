import { v7 } from 'uuid'
import { serverNow } from '@/components/server-time'

/** What a new message is called, and when it was written. Names go by time: it comes after all of `others`. */
export function newClientId(others: readonly { clientId: string }[]): { clientId: string; createdAt: string } {
  const now = serverNow()
  const newest = Math.max(...others.map(({ clientId }) => timeIn(clientId)))
  // The clock of a device may have been set back, and two messages be written in one millisecond.
  return { clientId: v7({ msecs: Math.max(now, newest + 1) }), createdAt: new Date(now).toISOString() }
}

/** The milliseconds that a uuid v7 begins with. */
const timeIn = (clientId: string) => Number.parseInt(clientId.replace('-', '').slice(0, 12), 16)
