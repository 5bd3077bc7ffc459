import { v7 } from 'uuid'
import { serverNow } from '@/components/server-time'

/** Returns the clientId (UUID v7) and creation time of a new message. The id sorts after those of all `others`. */
export function newClientId(others: readonly { clientId: string }[]): { clientId: string; createdAt: string } {
  const now = serverNow()
  const newest = Math.max(...others.map(({ clientId }) => timeIn(clientId)))
  // The device's clock may have been set back, and two messages may be written in one millisecond.
  return { clientId: v7({ msecs: Math.max(now, newest + 1) }), createdAt: new Date(now).toISOString() }
}

/** Returns the timestamp in ms that a UUID v7 begins with (RFC 9562). */
const timeIn = (clientId: string) => Number.parseInt(clientId.replace('-', '').slice(0, 12), 16)
