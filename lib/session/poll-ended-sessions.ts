import 'server-only'
import { reservedDatabase } from '@/db/client'
import { findLiveAmong } from '@/db/queries/sessions'
import { log } from '@/lib/log'
import { SESSION_LIFE } from './rules'

const POLL_MS = 2000

interface Poller {
  /** Ids of the sessions that this process has cached as live. */
  remembered(): string[]
  onEnded(sessionId: string): void
  /** Called when polling works: ends are known after two seconds at most. */
  onUp(): void
  onDown(): void
}

/**
 * Polls every two seconds which cached sessions have ended, for a process that cannot LISTEN because of a pooler in
 * transaction mode. Returns a function that stops it.
 */
export function pollSessions({ remembered, onEnded, onUp, onDown }: Poller): () => void {
  let isAsking = false
  let isUp = false
  const ask = async () => {
    const ids = remembered()
    const live = new Set(await findLiveAmong(reservedDatabase(), ids, SESSION_LIFE))
    for (const id of ids) if (!live.has(id)) onEnded(id)
    if (!isUp) onUp()
    isUp = true
  }
  const poll = () => {
    if (isAsking) return
    isAsking = true
    ask()
      .catch((error: unknown) => {
        log.warn('ended sessions were not looked for', error)
        isUp = false
        onDown()
      })
      .finally(() => {
        isAsking = false
      })
  }
  poll()
  const timer = setInterval(poll, POLL_MS)
  timer.unref()
  return () => clearInterval(timer)
}
