import 'server-only'
import { LRUCache } from 'lru-cache'
import { canListen, database, reservedDatabase, type Tx } from '@/db/client'
import { listen } from '@/db/listen'
import { findLiveSession, insertSession, revokeSession, SESSION_REVOKED, touchSession } from '@/db/queries/sessions'
import { broker } from '@/lib/broker/broker'
import { type Announce, commit } from '@/lib/events/commit'
import { newId } from '@/lib/ids'
import { log } from '@/lib/log'
import { singleton } from '@/lib/singletons'
import { closeSocketsOfEndedSessions } from './open-sockets'
import { pollSessions } from './poll-ended-sessions'
import { SESSION_LIFE } from './rules'

const CACHED_SESSIONS = 50_000
/** Maximum time for which a cached session is trusted, in case its NOTIFY was lost on a dead connection. */
const REMEMBERED_MS = 60_000
const DAY_MS = 86_400_000
/** Accuracy of the last use of a session. */
const USE_NOTED_EVERY_SECONDS = 3600

interface KnownSession {
  userId: string
  /** Time of the last recorded use, in milliseconds. */
  usedAt: number
  startedAt: number
}

/** Cache of live sessions in this process. It is valid only while revocations are received, and empty otherwise. */
interface SessionCache {
  sessions: LRUCache<string, KnownSession>
  hearing: boolean
  /** Incremented by every revocation, so that a row read before it is not cached after it. */
  epoch: number
  stop(): Promise<void>
}

const cache = () => singleton<SessionCache>('session cache', startCache)

export const stopSessionCache = () => cache().stop()

/** Returns the user id of a live session, or undefined. */
export function userOfSession(sessionId: string): string | undefined | Promise<string | undefined> {
  const { sessions, hearing } = cache()
  const session = hearing ? sessions.get(sessionId) : undefined
  if (!session || mayBeOver(session)) return readSession(sessionId)
  noteUse(sessionId, session)
  return session.userId
}

interface NewSession {
  userAgent: string
  address: string
  /** The previous session of the browser, which ends in the same transaction. */
  replaces?: string | undefined
}

export async function startSession(userId: string, { userAgent, address, replaces }: NewSession): Promise<string> {
  const id = newId()
  await commit(async (tx, announce) => {
    await insertSession(tx, { id, userId, userAgent: userAgent.slice(0, 400), address })
    if (replaces) await revokeAndTell(tx, announce, replaces)
  })
  if (replaces) await disconnectSession(replaces)
  return id
}

/** Ends the session on every process: further requests are unauthenticated and its sockets are closed. Idempotent. */
export async function endSession(sessionId: string): Promise<void> {
  await commit((tx, announce) => revokeAndTell(tx, announce, sessionId))
  await disconnectSession(sessionId)
}

async function revokeAndTell(tx: Tx, announce: Announce, sessionId: string) {
  const userId = await revokeSession(tx, sessionId)
  if (userId) announce([userId], { type: 'session_revoked', data: {} })
}

/** Removes an ended session from the cache of this process and closes its sockets; the other processes get a NOTIFY. */
export async function disconnectSession(sessionId: string): Promise<void> {
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
  const row = await findLiveSession(reservedDatabase(), sessionId, SESSION_LIFE)
  if (!row) {
    known.sessions.delete(sessionId)
    return undefined
  }
  const session = { userId: row.userId, usedAt: row.lastUsedAt.getTime(), startedAt: row.createdAt.getTime() }
  if (known.hearing && known.epoch === epoch) known.sessions.set(sessionId, session)
  noteUse(sessionId, session)
  return session.userId
}

/**
 * Whether the session may have expired, so that its row must be read: the database's clock decides, and another process
 * may have recorded a later use.
 */
function mayBeOver({ usedAt, startedAt }: KnownSession) {
  const now = Date.now()
  return now - usedAt > SESSION_LIFE.idleDays * DAY_MS || now - startedAt > SESSION_LIFE.days * DAY_MS
}

/** Records the use of a session at most once an hour. Not awaited. */
function noteUse(sessionId: string, session: KnownSession) {
  const now = Date.now()
  if (now - session.usedAt < USE_NOTED_EVERY_SECONDS * 1000) return
  session.usedAt = now
  touchSession(database(), sessionId, USE_NOTED_EVERY_SECONDS).catch((error: unknown) =>
    log.warn('the use of a session was not noted', error),
  )
}

function startCache(): SessionCache {
  const sessions = new LRUCache<string, KnownSession>({ max: CACHED_SESSIONS, ttl: REMEMBERED_MS })
  const empty = (hearing: boolean) => {
    sessions.clear()
    Object.assign(known, { hearing, epoch: known.epoch + 1 })
  }
  const known: SessionCache = { sessions, hearing: false, epoch: 0, stop: async () => {} }
  const sockets = closeSocketsOfEndedSessions(() => known.hearing && canListen())
  const onEnded = (sessionId: string) => {
    forget(known, sessionId)
    void broker().endSession(sessionId)
  }
  const onDown = () => empty(false)
  const stopListening = canListen() ? hearEnds() : pollEnds()
  known.stop = async () => {
    sockets.stop()
    await stopListening()
  }
  return known

  function pollEnds() {
    return pollSessions({ remembered: () => [...sessions.keys()], onEnded, onUp: () => empty(true), onDown })
  }

  function hearEnds() {
    return listen(SESSION_REVOKED, {
      onMessage(sessionId) {
        if (sessionId !== '') return onEnded(sessionId)
        empty(known.hearing)
        sockets.check()
      },
      onUp() {
        empty(true)
        sockets.check() // A revocation may have been missed.
      },
      onDown,
    })
  }
}
