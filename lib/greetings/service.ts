import 'server-only'
import type { Tx } from '@/db/client'
import { findFriendship, lockPair } from '@/db/queries/friendships'
import { findGreeting, insertGreeting } from '@/db/queries/greetings'
import { findUser } from '@/db/queries/users'
import { currentLimits } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type Announce, commit } from '@/lib/events/commit'
import { assertNotSelf, findVisiblePerson } from '@/lib/friends/access'
import { relationOf } from '@/lib/friends/rules'
import { leaveRequest } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { bodyError } from '@/lib/messages/rules'
import { notify } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import type { Greeting, GreetingInput } from './schema'

/**
 * Sends the one message that a user with the plan `pro` may send to a user who is not a friend. It is part of the
 * friend request, which is created if needed, and becomes a message when the request is accepted. Idempotent by
 * `clientId`.
 */
export async function greet(viewer: Viewer, input: GreetingInput): Promise<{ greeting: Greeting; isNew: boolean }> {
  const { userId, clientId, body } = input
  const fault = bodyError(body, currentLimits().messageCodePoints)
  if (fault) throw new AppError('invalid', 'invalid', fault, { errors: { body: fault } })
  assertNotSelf(viewer, userId)
  return commit(async (tx, announce) => {
    await lockPair(tx, viewer.id, userId)
    if ((await findUser(tx, viewer.id))?.plan !== 'pro')
      throw new AppError('forbidden', 'pro_required', 'Greetings come with the pro plan.')
    await findVisiblePerson(tx, viewer, userId)
    const sent = await findGreeting(tx, viewer.id, userId)
    if (sent?.clientId === clientId) return { greeting: greetingView(sent), isNew: false }
    if (sent) throw new AppError('conflict', 'greeting_already_sent', 'You have greeted this person already.')
    const row = { askerId: viewer.id, recipientId: userId, id: newId(), clientId, body }
    const createdAt = await insertGreeting(tx, row)
    if (!createdAt) throw new AppError('conflict', 'client_id_reused', 'That clientId belongs to another greeting.')
    await carry(tx, announce, viewer, userId)
    return { greeting: greetingView({ ...row, createdAt }), isNew: true }
  })
}

/** Creates the request of the greeting, or announces the open one again with it. */
async function carry(tx: Tx, announce: Announce, viewer: Viewer, userId: string) {
  const friendship = await findFriendship(tx, viewer.id, userId)
  switch (relationOf(viewer.id, friendship)) {
    case 'friends':
      throw new AppError('conflict', 'already_friends', 'Already friends.')
    case 'incoming':
      throw new AppError('conflict', 'request_from_them', 'They have asked you: accept their request and write.')
    case 'outgoing': {
      const since = (friendship?.since ?? new Date()).toISOString()
      announce([viewer.id, userId], { type: 'friend_request', data: { fromId: viewer.id, toId: userId, since } })
      return notify(tx, announce, userId, { kind: 'greeting', actorId: viewer.id })
    }
    case 'none':
      return leaveRequest(tx, announce, viewer, userId, 'greeting')
  }
}

const greetingView = (row: { id: string; recipientId: string; clientId: string; body: string; createdAt: Date }) => ({
  id: row.id,
  userId: row.recipientId,
  clientId: row.clientId,
  body: row.body,
  createdAt: row.createdAt.toISOString(),
})
