import 'server-only'
import { database } from '@/db/client'
import { findPasswordHashOf, updatePasswordHash } from '@/db/queries/profiles'
import { revokeSessionsOf } from '@/db/queries/sessions'
import { AppError, unauthenticated } from '@/lib/errors'
import { commit } from '@/lib/events/commit'
import { disconnectSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { assertUncommon, hashPassword, passwordMatches } from './passwords'
import type { PasswordChange } from './schema'
import { consumeCurrentPassword } from './sign-in-limits'

/**
 * Sets the viewer's password and ends their sessions on all other devices. Requires the current password if there is
 * one. Attempts are counted per session, so that nobody who is not signed in can use them up.
 */
export async function changePassword(viewer: Viewer, { current, next }: PasswordChange) {
  assertUncommon(next, 'next')
  const known = await findPasswordHashOf(database(), viewer.id)
  if (!known) throw unauthenticated()
  if (known.passwordHash !== null) await assertCurrent(viewer, known.passwordHash, current ?? '')
  const hashed = await hashPassword(next)
  const ended = await commit(async (tx, announce) => {
    if (!(await updatePasswordHash(tx, viewer.id, known.passwordHash, hashed))) throw wrong()
    const ids = await revokeSessionsOf(tx, viewer.id, { except: viewer.sessionId })
    if (ids.length > 0) announce([viewer.id], { type: 'session_revoked', data: {} })
    if (known.passwordHash === null) announce([viewer.id], { type: 'settings_changed', data: {} })
    return ids
  })
  await Promise.all(ended.map(disconnectSession))
}

async function assertCurrent({ sessionId }: Viewer, passwordHash: string, current: string) {
  const forgive = await consumeCurrentPassword(sessionId)
  if (!(await passwordMatches(passwordHash, current))) throw wrong()
  await forgive()
}

const wrong = () =>
  new AppError('invalid', 'invalid', 'That is not your password.', {
    errors: { current: 'This is not your password.' },
  })
