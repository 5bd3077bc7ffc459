import 'server-only'
import { database } from '@/db/client'
import { listLiveSessions, revokeSessionsOf } from '@/db/queries/sessions'
import { AppError } from '@/lib/errors'
import { commit } from '@/lib/events/commit'
import { deviceName, SESSION_LIFE } from '@/lib/session/rules'
import { disconnectSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import type { SessionView } from './schema'

const MAX_LISTED = 100

/** Returns the viewer's sessions: the current one first, then by last use. */
export async function sessionsOf(viewer: Viewer): Promise<SessionView[]> {
  const rows = await listLiveSessions(database(), viewer.id, SESSION_LIFE, MAX_LISTED)
  const sessions = rows.map(({ createdAt, lastUsedAt, ...row }) => ({
    ...row,
    device: deviceName(row.userAgent),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    current: row.id === viewer.sessionId,
  }))
  return sessions.sort((a, b) => Number(b.current) - Number(a.current))
}

/** Ends one session of the viewer at once. A session of another user is treated as unknown. */
export async function endSessionOf(viewer: Viewer, sessionId: string): Promise<void> {
  if ((await endThose(viewer, { only: sessionId })) === 0)
    throw new AppError('not_found', 'not_found', 'There is no such session.')
}

/** Ends all sessions of the viewer except the current one. */
export async function endOtherSessions(viewer: Viewer): Promise<void> {
  await endThose(viewer, { except: viewer.sessionId })
}

async function endThose(viewer: Viewer, which: { only: string } | { except: string }): Promise<number> {
  const ended = await commit(async (tx, announce) => {
    const ids = await revokeSessionsOf(tx, viewer.id, which)
    if (ids.length > 0) announce([viewer.id], { type: 'session_revoked', data: {} })
    return ids
  })
  await Promise.all(ended.map(disconnectSession))
  return ended.length
}
