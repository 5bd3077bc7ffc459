import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { database } from '@/db/client'
import { findPasswordResetUser, takePasswordReset, upsertPasswordReset } from '@/db/queries/password-resets'
import { setPasswordHash } from '@/db/queries/profiles'
import { revokeSessionsOf } from '@/db/queries/sessions'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { commit } from '@/lib/events/commit'
import { consume } from '@/lib/rate-limits/service'
import { disconnectSession } from '@/lib/session/sessions'
import { assertUncommon, hashPassword } from './passwords'
import { RESET_MINUTES, resetPath } from './rules'
import type { ResetPassword } from './schema'

const TOKEN_BYTES = 32
const WINDOW_SECONDS = 15 * 60

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Creates a link by which the user may set a new password once within an hour; an earlier one ends. Returns its path. */
export async function createPasswordReset(userId: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await upsertPasswordReset(database(), userId, hashOf(token), RESET_MINUTES)
  return resetPath(token)
}

/** Returns whose password the link sets. `address` counts tries. */
export async function showPasswordReset(token: string, address: string): Promise<{ username: string }> {
  await countTry(address)
  const user = await findPasswordResetUser(database(), hashOf(token))
  if (!user) throw notValid()
  return { username: user.username }
}

/**
 * Sets the password of the user of the link, uses it up, and ends all of their sessions. Throws
 * `reset_link_not_valid` for a link that is unknown, used or expired, in the same way.
 */
export async function resetPassword({ token, password }: ResetPassword, address: string): Promise<void> {
  assertUncommon(password, 'password')
  await countTry(address)
  const user = await findPasswordResetUser(database(), hashOf(token))
  if (!user) throw notValid() // Before the hash, which is expensive on purpose.
  const hashed = await hashPassword(password)
  const ended = await commit(async (tx, announce) => {
    const userId = await takePasswordReset(tx, hashOf(token))
    if (!userId) throw notValid() // It was used meanwhile.
    await setPasswordHash(tx, userId, hashed)
    const ids = await revokeSessionsOf(tx, userId, 'all')
    announce([userId], { type: 'session_revoked', data: {} })
    return ids
  })
  await Promise.all(ended.map(disconnectSession))
}

const countTry = (address: string) =>
  consume([{ key: `password-reset:${address}`, max: currentLimits().signInPerAddress, windowSeconds: WINDOW_SECONDS }])

const notValid = () => new AppError('not_found', 'reset_link_not_valid', 'This link is not valid any more.')
