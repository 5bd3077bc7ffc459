import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { openConversation } from '@/lib/conversations/service'
import { isAppError } from '@/lib/errors'
import type { UnknownEvent } from '@/lib/events/parse-event'
import { acceptRequest, requestFriendship } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { sendMessage } from '@/lib/messages/service-send'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'
import { createUser } from './environment'

/** Limits so high that no test reaches them by accident. */
export const AMPLE_LIMITS = {
  sendPer10Seconds: 1e9,
  sendPerMinute: 1e9,
  requestsPerDay: 1e9,
  pendingOutgoing: 1e9,
  blockChangesPerDay: 1e9,
}

export async function befriend(asker: Viewer, accepter: Viewer) {
  await requestFriendship(asker, accepter.id)
  await acceptRequest(accepter, asker.id)
}

/** Creates two friends with an empty conversation; each event log has the friend request and its acceptance. */
export async function createConversation() {
  const [alice, bob] = await Promise.all([createUser('alice'), createUser('bob')])
  await befriend(alice, bob)
  const { conversation } = await openConversation(alice, bob.id)
  return { alice, bob, conversationId: conversation.id }
}

/** Sends a message and returns it. */
export async function sendText(sender: Viewer, conversationId: string, body: string) {
  const { message } = await sendMessage(sender, { conversationId, clientId: newId(), body })
  return message
}

/** Closes the conversation, as ending the friendship does. */
export const closeConversation = (id: string) =>
  database().execute(sql`update conversations set open = false where id = ${id}`)

/** Resolves with the code of an AppError, or 'done' if there is none; rejects with any other error. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'done'
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
}

/** Resolves with the fields of the AppError; rejects if there is none. */
export const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('It was not refused.')
    },
    (error: unknown) => {
      if (!isAppError(error)) throw error
      const { status, code, message, errors, retryAfterSeconds } = error
      return { status, code, message, errors, retryAfterSeconds }
    },
  )

/** Returns the viewer's whole event log, hydrated. */
export async function eventsOf(viewer: Viewer): Promise<UnknownEvent[]> {
  const answer = await readEventsSince(viewer, 0, 500)
  return answer && 'events' in answer ? answer.events : []
}
