import 'server-only'
import { LRUCache } from 'lru-cache'
import { database, reservedDatabase } from '@/db/client'
import { listen } from '@/db/listen'
import { findLiveSession, insertSession, revokeSession, SESSION_REVOKED, touchSession } from '@/db/queries/sessions'
import { commit } from '@/lib/events/commit'
import { newId } from '@/lib/ids'
import { log } from '@/lib/log'
import { broker } from '@/lib/realtime/broker'
import { once } from '@/lib/singletons'

const CACHED_SESSIONS = 50_000
/** How exactly a session's last use is known. */
const USE_NOTED_EVERY_SECONDS = 3600

interface KnownSession {
  userId: string
  /** When its use was noted last, in milliseconds. */
  usedAt: number
}

/** What this process knows of live sessions: only as good as its ear for revocations, and empty without one. */
interface SessionCache {
  sessions: LRUCache<string, KnownSession>
  hearing: boolean
  /** Moves with every revocation, so that a row read before it is not remembered after it. */
  epoch: number
  stop(): Promise<void>
}

const cache = () => once<SessionCache>('session cache', startCache)

export const stopSessionCache = () => cache().stop()

/** The user of a session that has not been ended, or undefined. */
export function userOfSession(sessionId: string): string | undefined | Promise<string | undefined> {
  const { sessions, hearing } = cache()
  const session = hearing ? sessions.get(sessionId) : undefined
  if (!session) return readSession(sessionId)
  noteUse(sessionId, session)
  return session.userId
}

export async function startSession(userId: string, device: { userAgent: string; address: string }): Promise<string> {
  const id = newId()
  await insertSession(database(), { id, userId, userAgent: device.userAgent.slice(0, 400), address: device.address })
  return id
}

/** Ends the session on every process: its next request is a stranger's, its socket is closed. Safe to repeat. */
export async function endSession(sessionId: string): Promise<void> {
  await commit(async (tx, announce) => {
    const userId = await revokeSession(tx, sessionId)
    if (userId) announce([userId], { type: 'session_revoked', data: {} })
  })
  await cutOff(sessionId)
}

/** Lets go of a session whose row was ended, here and now; the other processes hear of it by themselves. */
export async function cutOff(sessionId: string): Promise<void> {
  forget(cache(), sessionId)
  await broker().endSession(sessionId)
}

function forget(known: SessionCache, sessionId: string) {
  known.epoch++
  known.sessions.delete(sessionId)
}

async function readSession(sessionId: string): Promise<string | undefined> {
  const known = cache()
  const { epoch } = known
  const row = await findLiveSession(reservedDatabase(), sessionId)
  if (!row) return undefined
  const session = { userId: row.userId, usedAt: row.lastUsedAt.getTime() }
  if (known.hearing && known.epoch === epoch) known.sessions.set(sessionId, session)
  noteUse(sessionId, session)
  return session.userId
}

/** Not waited for, and a comparison of two numbers for all but one request an hour. */
function noteUse(sessionId: string, session: KnownSession) {
  const now = Date.now()
  if (now - session.usedAt < USE_NOTED_EVERY_SECONDS * 1000) return
  session.usedAt = now
  touchSession(database(), sessionId, USE_NOTED_EVERY_SECONDS).catch((error: unknown) =>
    log.warn('the use of a session was not noted', error),
  )
}

function startCache(): SessionCache {
  const sessions = new LRUCache<string, KnownSession>({ max: CACHED_SESSIONS })
  const empty = (hearing: boolean) => {
    sessions.clear()
    Object.assign(known, { hearing, epoch: known.epoch + 1 })
  }
  const known: SessionCache = { sessions, hearing: false, epoch: 0, stop: async () => {} }
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
