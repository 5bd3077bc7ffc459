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

/** Changes what is given of the viewer's name, bio and privacy; what is so already is left alone, and nobody is told. */
export async function changeProfile(viewer: Viewer, wish: ProfileChange): Promise<Self> {
  const before = await findUser(database(), viewer.id)
  if (!before) throw unauthenticated()
  if (!hasChanges(changesOf(before, wish))) return before
  assertName(changesOf(before, wish))
  await consumeProfileChange(viewer)
  const changes = await commit(async (tx, announce) => {
    const [locked] = await lockUsers(tx, [viewer.id])
    if (!locked) throw unauthenticated()
    const changes = changesOf(locked, wish)
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

/** Tells whoever may have the person on the screen, themselves too, what they look like now. Their row is held. */
export async function announceProfile(tx: Tx, announce: Announce, userId: string) {
  announce([userId, ...(await listUsersShowing(tx, userId))], { type: 'profile_changed', data: { userId } })
}

/** Bounds how often somebody can make all their friends' tabs work. */
export const consumeProfileChange = (viewer: Viewer) =>
  consume([{ key: `profile:${viewer.id}`, max: currentLimits().profileChangesPerHour, windowSeconds: HOUR }])

type Changes = Partial<Pick<Self, 'displayName' | 'bio' | 'seenOnlineBy' | 'readReceipts'>>

const hasChanges = (changes: Changes) => Object.keys(changes).length > 0

/** Only of a new name: an old one may be from before the rules. */
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
