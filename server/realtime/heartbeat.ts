import { CLOSE } from './close-reasons'
import type { Connection } from './connection'
import { PING_FRAME } from './frames'

const MAX_SWEEP_INTERVAL_MS = 5000

export interface HeartbeatTimes {
  readonly activityTimeoutMs: number
  readonly pongTimeoutMs: number
}

/**
 * Pings each client that was silent for the activity timeout and closes it with 4201 if nothing is received within the
 * pong timeout (protocol 7, "Ping and pong"). One timer checks all connections. Returns a function that stops it.
 */
export function startHeartbeat(connections: () => Iterable<Connection>, times: HeartbeatTimes): () => void {
  const sweepIntervalMs = Math.min(MAX_SWEEP_INTERVAL_MS, times.activityTimeoutMs / 4, times.pongTimeoutMs / 4)
  const timer = setInterval(() => {
    const now = Date.now()
    for (const connection of connections()) check(connection, now, times)
  }, sweepIntervalMs)
  timer.unref()
  return () => clearInterval(timer)
}

function check(connection: Connection, now: number, times: HeartbeatTimes): void {
  if (connection.pingedAt > 0) {
    if (now - connection.pingedAt >= times.pongTimeoutMs) connection.close(CLOSE.pongMissing)
  } else if (now - connection.lastReceivedAt >= times.activityTimeoutMs) {
    connection.pingedAt = now
    connection.send(PING_FRAME)
  }
}
