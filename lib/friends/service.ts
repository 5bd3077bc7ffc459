import 'server-only'
import type { Tx } from '@/db/client'
import { setConversationOpen } from '@/db/queries/conversations'
import {
  acceptFriendship,
  countOutgoingRequests,
  deleteFriendship,
  findFriendship,
  findSecondsSinceDecline,
  insertDecline,
  insertRequest,
  lockPair,
} from '@/db/queries/friendships'
import { endGreetings } from '@/db/queries/greetings'
import { addToFriendCounts, lockUsers } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { REQUEST_KINDS } from '@/lib/notifications/rules'
import { notify, removeNotifications } from '@/lib/notifications/service'
import { consume } from '@/lib/rate-limits/service'
import type { Viewer } from '@/lib/session/viewer'
import { assertNotSelf, findVisiblePerson } from './access'
import { deliverGreetings } from './deliver-greetings'
import { cooldownLeft, isBelowFriendLimit, onFriendRequest, type Relation, relationOf } from './rules'
import type { RequestOutcome } from './schema'

const HOUR = 3600
const DAY = 24 * HOUR

/** Sends a friend request, or accepts the other user's open one. Two crossing calls give one friendship. */
export async function requestFriendship(viewer: Viewer, userId: string): Promise<RequestOutcome> {
  assertNotSelf(viewer, userId)
  return commit((tx, announce) => requestInTransaction(tx, announce, viewer, userId))
}

/** Does the same in a transaction of the caller, to another user than the viewer. */
export async function requestInTransaction(
  tx: Tx,
  announce: Announce,
  viewer: Viewer,
  userId: string,
): Promise<RequestOutcome> {
  const step = onFriendRequest(await relation(tx, viewer, userId))
  if ('refuse' in step) throw new AppError('conflict', step.refuse, refusals[step.refuse])
  if (step.become === 'accepted') await becomeFriends(tx, announce, viewer, userId)
  else await leaveRequest(tx, announce, viewer, userId)
  return { status: step.become }
}

/**
 * Makes the viewer a friend of somebody who has agreed beforehand, in a transaction of the caller. The limits of a
 * request apply, and who was declined not long ago waits as before a new request.
 */
export async function acceptConsentInTransaction(
  tx: Tx,
  announce: Announce,
  viewer: Viewer,
  userId: string,
): Promise<RequestOutcome> {
  const before = await relation(tx, viewer, userId)
  if (before === 'friends') throw new AppError('conflict', 'already_friends', refusals.already_friends)
  if (before === 'none') {
    await assertMayAsk(tx, viewer, userId)
    await insertRequest(tx, viewer.id, userId)
  }
  await becomeFriends(tx, announce, viewer, userId, before === 'incoming' ? 'friend_accepted' : 'invitation_accepted')
  return { status: 'accepted' }
}

export function acceptRequest(viewer: Viewer, userId: string): Promise<void> {
  return commit(async (tx, announce) => {
    await assertRelation(tx, viewer, userId, 'incoming')
    await becomeFriends(tx, announce, viewer, userId)
  })
}

/** Declines a request. The asker sees it disappear without a reason and may ask again after the cool-down. */
export function declineRequest(viewer: Viewer, userId: string): Promise<void> {
  return commit(async (tx, announce) => {
    await assertRelation(tx, viewer, userId, 'incoming')
    await insertDecline(tx, userId, viewer.id)
    await removeRequest(tx, announce, viewer, userId)
  })
}

export function cancelRequest(viewer: Viewer, userId: string): Promise<void> {
  return commit(async (tx, announce) => {
    await assertRelation(tx, viewer, userId, 'outgoing')
    await removeRequest(tx, announce, viewer, userId)
  })
}

/** Ends the friendship for both. Without one it does nothing, so that a repeated call gives the same answer. */
export function unfriend(viewer: Viewer, userId: string): Promise<void> {
  return commit(async (tx, announce) => {
    await lockPair(tx, viewer.id, userId)
    if (relationOf(viewer.id, await findFriendship(tx, viewer.id, userId)) === 'friends')
      await endFriendship(tx, announce, viewer, userId)
  })
}

const refusals = {
  request_already_sent: 'Request already sent.',
  already_friends: 'Already friends.',
}

/** Locks the pair and returns the relation, which then stays until the transaction ends. */
async function relation(tx: Tx, viewer: Viewer, userId: string): Promise<Relation> {
  await lockPair(tx, viewer.id, userId)
  await findVisiblePerson(tx, viewer, userId)
  return relationOf(viewer.id, await findFriendship(tx, viewer.id, userId))
}

async function assertRelation(tx: Tx, viewer: Viewer, userId: string, wanted: Relation) {
  await lockPair(tx, viewer.id, userId)
  if (relationOf(viewer.id, await findFriendship(tx, viewer.id, userId)) !== wanted)
    throw new AppError('not_found', 'no_such_request', 'There is no such request.')
}

/** Inserts the request of a locked pair after checking all limits, and notifies the recipient with `kind`. */
export async function leaveRequest(
  tx: Tx,
  announce: Announce,
  viewer: Viewer,
  userId: string,
  kind: 'friend_request' | 'greeting' = 'friend_request',
) {
  const limits = currentLimits()
  await assertMayAsk(tx, viewer, userId)
  const [self] = await lockUsers(tx, [viewer.id])
  if (!self || !isBelowFriendLimit(self, limits))
    throw friendLimitReached('You have as many friends as your plan allows.')
  if ((await countOutgoingRequests(tx, viewer.id)) >= limits.pendingOutgoing)
    throw new AppError('rate_limited', 'rate_limited', 'Too many of your requests are waiting for an answer.', {
      retryAfterSeconds: HOUR,
    })
  const since = (await insertRequest(tx, viewer.id, userId)).toISOString()
  announce([viewer.id, userId], { type: 'friend_request', data: { fromId: viewer.id, toId: userId, since } })
  await notify(tx, announce, userId, { kind, actorId: viewer.id })
}

/** Throws `request_cooldown` after a decline, and `rate_limited` after too many requests in a day. Counts this one. */
async function assertMayAsk(tx: Tx, viewer: Viewer, userId: string) {
  const limits = currentLimits()
  const wait = cooldownLeft(await findSecondsSinceDecline(tx, viewer.id, userId), limits)
  if (wait > 0)
    throw new AppError('rate_limited', 'request_cooldown', 'Not now. Try again later.', { retryAfterSeconds: wait })
  await consume([{ key: `requests:${viewer.id}`, max: limits.requestsPerDay, windowSeconds: DAY }], tx)
}

/** Accepts the open request of a locked pair, and notifies the other user with `kind`. */
async function becomeFriends(
  tx: Tx,
  announce: Announce,
  viewer: Viewer,
  userId: string,
  kind: 'friend_accepted' | 'invitation_accepted' = 'friend_accepted',
) {
  const people = await lockUsers(tx, [viewer.id, userId])
  if (!people.every((person) => isBelowFriendLimit(person, currentLimits())))
    throw friendLimitReached('One of you has as many friends as the plan allows.')
  await addToFriendCounts(tx, [viewer.id, userId], 1)
  const since = (await acceptFriendship(tx, viewer.id, userId)).toISOString()
  const conversationId = await setConversationOpen(tx, viewer.id, userId, true)
  await deliverGreetings(tx, announce, viewer.id, userId, conversationId)
  announce([viewer.id], { type: 'friend_accepted', data: { userId, by: viewer.id, since } })
  announce([userId], { type: 'friend_accepted', data: { userId: viewer.id, by: viewer.id, since } })
  await removeNotifications(tx, viewer.id, userId, REQUEST_KINDS)
  await removeNotifications(tx, userId, viewer.id, REQUEST_KINDS)
  await notify(tx, announce, userId, { kind, actorId: viewer.id })
}

/** Ends the friendship of a locked pair and closes their conversation. */
export async function endFriendship(tx: Tx, announce: Announce, viewer: Viewer, userId: string) {
  await lockUsers(tx, [viewer.id, userId])
  await addToFriendCounts(tx, [viewer.id, userId], -1)
  await deleteFriendship(tx, viewer.id, userId)
  await setConversationOpen(tx, viewer.id, userId, false)
  announce([viewer.id], { type: 'friend_removed', data: { userId } })
  announce([userId], { type: 'friend_removed', data: { userId: viewer.id } })
}

/** Removes the open request of a locked pair, in either direction. */
export async function removeRequest(tx: Tx, announce: Announce, viewer: Viewer, userId: string) {
  await deleteFriendship(tx, viewer.id, userId)
  await endGreetings(tx, viewer.id, userId)
  await removeNotifications(tx, viewer.id, userId, REQUEST_KINDS)
  await removeNotifications(tx, userId, viewer.id, REQUEST_KINDS)
  announce([viewer.id], { type: 'friend_request_removed', data: { userId } })
  announce([userId], { type: 'friend_request_removed', data: { userId: viewer.id } })
}

const friendLimitReached = (message: string) => new AppError('conflict', 'friend_limit_reached', message)
