import 'server-only'
import { database, type Tx } from '@/db/client'
import { listUsersShowing, updateProfile } from '@/db/queries/profiles'
import { findUser, lockUsers } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { AppError, unauthenticated } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { presenceAudienceChanged } from '@/lib/presence/service'
import { consume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'
import { displayNameError } from './rules'
import type { ProfileChange, Self } from './schema'

const HOUR = 3600

/** Changes the given fields of name, bio and privacy. Without a real change nothing is written or announced. */
export async function changeProfile(viewer: Viewer, input: ProfileChange): Promise<Self> {
  const before = await findUser(database(), viewer.id)
  if (!before) throw unauthenticated()
  if (!hasChanges(changesOf(before, input))) return before
  assertName(changesOf(before, input))
  await consumeProfileChange(viewer)
  const changes = await commit(async (tx, announce) => {
    const [locked] = await lockUsers(tx, [viewer.id])
    if (!locked) throw unauthenticated()
    const changes = changesOf(locked, input)
    assertName(changes)
    if (hasChanges(changes)) {
      await updateProfile(tx, viewer.id, changes)
      announce([viewer.id], { type: 'settings_changed', data: {} })
    }
    if (changes.displayName !== undefined || changes.bio !== undefined) await announceProfile(tx, announce, viewer.id)
    return changes
  })
  if (changes.seenOnlineBy) await presenceAudienceChanged(viewer.id)
  return { ...before, ...changes }
}

/**
 * Announces the changed profile to everybody whose client may show it, the user included. The user's row must be
 * locked.
 */
export async function announceProfile(tx: Tx, announce: Announce, userId: string) {
  announce([userId, ...(await listUsersShowing(tx, userId))], { type: 'profile_changed', data: { userId } })
}

/** Limits how often a user can cause work in the tabs of all their friends. */
export const consumeProfileChange = (viewer: Viewer) =>
  consume([{ key: `profile:${viewer.id}`, max: currentLimits().profileChangesPerHour, windowSeconds: HOUR }])

type Changes = Partial<Pick<Self, 'displayName' | 'bio' | 'seenOnlineBy' | 'readReceipts'>>

const hasChanges = (changes: Changes) => Object.keys(changes).length > 0

/** Checks a new name only; an existing one may be older than the rules. */
function assertName({ displayName }: Changes) {
  const fault = displayName === undefined ? undefined : displayNameError(displayName)
  if (fault) throw new AppError('invalid', 'invalid', fault, { errors: { displayName: fault } })
}

function changesOf(self: Self, { displayName, bio, seenOnlineBy, readReceipts }: ProfileChange): Changes {
  return {
    ...(displayName !== undefined && displayName !== self.displayName ? { displayName } : {}),
    ...(bio !== undefined && bio !== self.bio ? { bio } : {}),
    ...(seenOnlineBy !== undefined && seenOnlineBy !== self.seenOnlineBy ? { seenOnlineBy } : {}),
    ...(readReceipts !== undefined && readReceipts !== self.readReceipts ? { readReceipts } : {}),
  }
}
