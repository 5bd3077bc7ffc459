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

/** Where the viewer is signed in: this device, then the one used last. */
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

/** Signs the viewer out on that device, at once. A session of somebody else's is one that there is not. */
export async function endSessionOf(viewer: Viewer, sessionId: string): Promise<void> {
  if ((await endThose(viewer, { only: sessionId })) === 0)
    throw new AppError('not_found', 'not_found', 'There is no such session.')
}

/** Signs the viewer out everywhere but here. */
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
