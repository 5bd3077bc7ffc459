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
/** How long an end may stay unknown here when its NOTIFY was lost, as on a connection that is dead but not closed. */
const REMEMBERED_MS = 60_000
const DAY_MS = 86_400_000
/** How exactly a session's last use is known. */
const USE_NOTED_EVERY_SECONDS = 3600

interface KnownSession {
  userId: string
  /** When its use was noted last, in milliseconds. */
  usedAt: number
  startedAt: number
}

/** What this process knows of live sessions: only as good as its ear for revocations, and empty without one. */
interface SessionCache {
  sessions: LRUCache<string, KnownSession>
  hearing: boolean
  /** Moves with every revocation, so that a row read before it is not remembered after it. */
  epoch: number
  stop(): Promise<void>
}

const cache = () => singleton<SessionCache>('session cache', startCache)

export const stopSessionCache = () => cache().stop()

/** The user of a session that has not been ended, or undefined. */
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
  /** The session whose place in the browser this one takes: it ends in the same transaction. */
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

/** Ends the session on every process: its next request is a stranger's, its socket is closed. Safe to repeat. */
export async function endSession(sessionId: string): Promise<void> {
  await commit((tx, announce) => revokeAndTell(tx, announce, sessionId))
  await disconnectSession(sessionId)
}

async function revokeAndTell(tx: Tx, announce: Announce, sessionId: string) {
  const userId = await revokeSession(tx, sessionId)
  if (userId) announce([userId], { type: 'session_revoked', data: {} })
}

/** Lets go of a session whose row was ended, here and now; the other processes hear of it by themselves. */
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

/** Whether the row has to be asked, whose times are the database's, and which another process may have noted a use in. */
function mayBeOver({ usedAt, startedAt }: KnownSession) {
  const now = Date.now()
  return now - usedAt > SESSION_LIFE.idleDays * DAY_MS || now - startedAt > SESSION_LIFE.days * DAY_MS
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
        sockets.check() // An end may have passed unheard.
      },
      onDown,
    })
  }
}
