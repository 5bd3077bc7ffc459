import { v7 } from 'uuid'
import { serverNow } from '@/components/server-time'

/** Returns the clientId and createdAt of a new message. The id is ordered by time and comes after all of `others`. */
export function newClientId(others: readonly { clientId: string }[]): { clientId: string; createdAt: string } {
  const now = serverNow()
  const newest = Math.max(...others.map(({ clientId }) => timeIn(clientId)))
  // The clock may have been set back, and two messages may fall into one millisecond.
  return { clientId: v7({ msecs: Math.max(now, newest + 1) }), createdAt: new Date(now).toISOString() }
}

/** Returns the milliseconds at the beginning of a UUID v7. */
const timeIn = (clientId: string) => Number.parseInt(clientId.replace('-', '').slice(0, 12), 16)
