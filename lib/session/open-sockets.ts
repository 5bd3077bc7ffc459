import 'server-only'
import { database } from '@/db/client'
import { findLiveAmong } from '@/db/queries/sessions'
import { broker } from '@/lib/broker/broker'
import { log } from '@/lib/log'
import { SESSION_LIFE } from './rules'

const DEAF_MS = 2000
const HEARING_MS = 60_000

/**
 * Closes sockets of ended sessions whose notification this process missed: checks every two seconds without LISTEN,
 * otherwise every minute. Sockets of an external broker cannot be listed, so only NOTIFY closes them.
 */
export function closeSocketsOfEndedSessions(hearing: () => boolean) {
  let checkedAt = Date.now()
  const check = () => {
    checkedAt = Date.now()
    closeEnded().catch((error: unknown) => log.warn('the sockets of ended sessions were not looked for', error))
  }
  const timer = setInterval(() => {
    if (!hearing() || Date.now() - checkedAt >= HEARING_MS) check()
  }, DEAF_MS)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}

async function closeEnded() {
  const open = broker().connectedSessions()
  if (open.length === 0) return
  const live = new Set(await findLiveAmong(database(), open, SESSION_LIFE))
  await Promise.all(open.filter((id) => !live.has(id)).map((id) => broker().endSession(id)))
}
