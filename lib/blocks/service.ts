import 'server-only'
import type { Tx } from '@/db/client'
import { deleteBlock, findBlocks, insertBlock } from '@/db/queries/blocks'
import { findConversationOfPair } from '@/db/queries/conversations'
import { findFriendship, lockPair } from '@/db/queries/friendships'
import { findUser } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { type Announce, commit } from '@/lib/events/commit'
import { assertNotSelf } from '@/lib/friends/access'
import { relationOf } from '@/lib/friends/rules'
import { endFriendship, removeRequest } from '@/lib/friends/service'
import { removeAllNotifications, removeNotifications } from '@/lib/notifications/service'
import { consume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'

/**
 * Blocks a user: ends the friendship or request, and from now on neither finds the other. The call succeeds in the same
 * way for an unknown id and for a user who has blocked the viewer, so that it reveals neither.
 */
export async function block(viewer: Viewer, userId: string): Promise<void> {
  await spendChange(viewer, userId)
  await commit(async (tx, announce) => {
    await lockPair(tx, viewer.id, userId)
    const names = await namesToKeep(tx, viewer, userId)
    if (!(await insertBlock(tx, viewer.id, userId, names))) return
    const relation = relationOf(viewer.id, await findFriendship(tx, viewer.id, userId))
    if (relation === 'friends') await endFriendship(tx, announce, viewer, userId)
    else if (relation !== 'none') await removeRequest(tx, announce, viewer, userId)
    await removeNotifications(tx, viewer.id, userId)
    const knewOf = await removeAllNotifications(tx, announce, userId, viewer.id)
    announce([viewer.id], { type: 'blocks_changed', data: { userId, blocked: true } })
    if (relation !== 'none' || knewOf || (await findConversationOfPair(tx, viewer.id, userId)))
      appearChanged(announce, viewer, userId)
  })
}

/** Removes the viewer's own block; a block by the other user stays. Ended friendships and requests stay ended. */
export async function unblock(viewer: Viewer, userId: string): Promise<void> {
  await spendChange(viewer, userId)
  await commit(async (tx, announce) => {
    await lockPair(tx, viewer.id, userId)
    if (!(await deleteBlock(tx, viewer.id, userId))) return
    announce([viewer.id], { type: 'blocks_changed', data: { userId, blocked: false } })
    const stillHidden = (await findBlocks(tx, viewer.id, userId)).length > 0
    if (!stillHidden && (await findConversationOfPair(tx, viewer.id, userId))) appearChanged(announce, viewer, userId)
  })
}

/**
 * Makes clients of the other user that show the viewer refetch. The event looks like that of a deleted or renamed
 * account, and is sent only to a user who already has data about the viewer.
 */
function appearChanged(announce: Announce, viewer: Viewer, userId: string) {
  announce([userId], { type: 'profile_changed', data: { userId: viewer.id } })
}

/** Returns the names that each of the two stores of the other: those visible now. */
async function namesToKeep(tx: Tx, viewer: Viewer, userId: string) {
  const [theirs] = (await findBlocks(tx, viewer.id, userId)).filter(({ blockerId }) => blockerId === userId)
  const [self, other] = await Promise.all([findUser(tx, viewer.id), theirs ? undefined : findUser(tx, userId)])
  const unknown = { username: null, displayName: null }
  return {
    ofBlocked: other ?? unknown,
    ofBlocker: theirs
      ? { username: theirs.blockedUsername, displayName: theirs.blockedDisplayName }
      : (self ?? unknown),
  }
}

/** Limits the events that a user can cause by blocking and unblocking another, and the ids that a user can block. */
async function spendChange(viewer: Viewer, userId: string) {
  assertNotSelf(viewer, userId)
  const { blockChangesPerDay, blockChangesPerMinute } = currentLimits()
  await consume([
    { key: `blocks-of-day:${viewer.id}`, max: blockChangesPerDay, windowSeconds: 24 * 3600 },
    { key: `blocks:${viewer.id}`, max: blockChangesPerMinute, windowSeconds: 60 },
  ])
}
