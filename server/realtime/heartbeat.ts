import { CLOSE } from './close-reasons'
import type { Connection } from './connection'
import { PING_FRAME } from './frames'

const LONGEST_SWEEP_MS = 5000

export interface HeartbeatTimes {
  readonly activityTimeoutMs: number
  readonly pongTimeoutMs: number
}

/**
 * Protocol 7, "Ping and pong": a client that was silent for the activity timeout is pinged, and closed with 4201 when
 * nothing came back within the pong timeout. One timer looks after all connections; it returns its own stop.
 */
export function startHeartbeat(connections: () => Iterable<Connection>, times: HeartbeatTimes): () => void {
  const everyMs = Math.min(LONGEST_SWEEP_MS, times.activityTimeoutMs / 4, times.pongTimeoutMs / 4)
  const timer = setInterval(() => {
    const now = Date.now()
    for (const connection of connections()) check(connection, now, times)
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

function check(connection: Connection, now: number, times: HeartbeatTimes): void {
  if (connection.pingedAt > 0) {
    if (now - connection.pingedAt >= times.pongTimeoutMs) connection.close(CLOSE.pongMissing)
  } else if (now - connection.heardAt >= times.activityTimeoutMs) {
    connection.pingedAt = now
    connection.send(PING_FRAME)
  }
}
