import 'server-only'
import { LRUCache } from 'lru-cache'
import { database } from '@/db/client'
import { listen } from '@/db/listen'
import { findLiveSession, insertSession, revokeSession, SESSION_REVOKED } from '@/db/queries/sessions'
import { newId } from '@/lib/ids'
import { broker } from '@/lib/realtime/broker'
import { once } from '@/lib/singletons'

const CACHED_SESSIONS = 50_000

/** What this process knows of live sessions: only as good as its ear for revocations, and empty without one. */
interface SessionCache {
  userIds: LRUCache<string, string>
  hearing: boolean
  /** Moves with every revocation, so that a row read before it is not remembered after it. */
  epoch: number
  stop(): Promise<void>
}

const cache = () => once<SessionCache>('session cache', startCache)

export const stopSessionCache = () => cache().stop()

/** The user of a session that has not been ended, or undefined. */
export function userOfSession(sessionId: string): string | undefined | Promise<string | undefined> {
  const { userIds, hearing } = cache()
  return (hearing ? userIds.get(sessionId) : undefined) ?? readSession(sessionId)
}

export async function startSession(userId: string, device: { userAgent: string; address: string }): Promise<string> {
  const id = newId()
  await insertSession(database(), { id, userId, userAgent: device.userAgent.slice(0, 400), address: device.address })
  return id
}

/** Ends the session on every process: its next request is a stranger's, its socket is closed. Safe to repeat. */
export async function endSession(sessionId: string): Promise<void> {
  await database().transaction((tx) => revokeSession(tx, sessionId))
  forget(cache(), sessionId)
  await broker().endSession(sessionId)
}

function forget(known: SessionCache, sessionId: string) {
  known.epoch++
  known.userIds.delete(sessionId)
}

async function readSession(sessionId: string): Promise<string | undefined> {
  const known = cache()
  const { epoch } = known
  const userId = (await findLiveSession(database(), sessionId))?.userId
  if (userId && known.hearing && known.epoch === epoch) known.userIds.set(sessionId, userId)
  return userId
}

function startCache(): SessionCache {
  const userIds = new LRUCache<string, string>({ max: CACHED_SESSIONS })
  const empty = (hearing: boolean) => {
    userIds.clear()
    Object.assign(known, { hearing, epoch: known.epoch + 1 })
  }
  const known: SessionCache = { userIds, hearing: false, epoch: 0, stop: async () => {} }
  known.stop = listen(SESSION_REVOKED, {
    onMessage(sessionId) {
      forget(known, sessionId)
      void broker().endSession(sessionId)
    },
    onUp: () => empty(true),
    onDown: () => empty(false),
  })
  return known
}
