import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/db/client'
import { block, unblock } from '@/lib/blocks/service'
import { markRead, openConversation } from '@/lib/conversations/service'
import { isAppError } from '@/lib/errors'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { acceptRequests, declineRequests } from '@/lib/friends/service-batch'
import { newId } from '@/lib/ids'
import { sendMessage } from '@/lib/messages/service-send'
import { readNotifications } from '@/lib/notifications/service'
import type { Viewer } from '@/lib/session/viewer'
import { createUser } from '@/tests/support/environment'
import { pairKey } from './state'
import { NOBODY, PEOPLE, type Step } from './steps'

/** Four users in the real database. */
export interface FriendsWorld {
  /** The prefix of their usernames, which no other user has. */
  name: string
  people: readonly Viewer[]
  nobodyId: string
  conversations: Map<string, string>
  lastClientIds: Map<number, string>
}

export async function createFourUsers(name: string): Promise<FriendsWorld> {
  const people: Viewer[] = []
  for (let number = 0; number < PEOPLE; number++) people.push(await createUser(name))
  return { name, people, nobodyId: newId(), conversations: new Map(), lastClientIds: new Map() }
}

/** Applies the step through the services and resolves with its outcome in the terms of the model. */
export function applyStep(world: FriendsWorld, step: Step): Promise<string> {
  if (step.act === 'wait a day') return waitADay(world)
  const viewer = personOf(world, step.by)
  switch (step.act) {
    case 'batch accept':
      return resultsOf(acceptRequests(viewer, idsOf(world, step.to)))
    case 'batch decline':
      return resultsOf(declineRequests(viewer, idsOf(world, step.to)))
    case 'send':
    case 'send again':
      return send(world, step)
    case 'read': {
      const conversationId = conversationOf(world, step)
      return outcomeOf(markRead(viewer, { conversationId, seq: step.upTo }), ({ lastReadSeq }) => `read ${lastReadSeq}`)
    }
    case 'read notifications':
      return outcomeOf(
        readNotifications(viewer, step.upTo),
        ({ readUpTo, unread }) => `read ${readUpTo}, ${unread} unread`,
      )
    case 'change plan':
      return outcomeOf(database().execute(sql`update users set plan = ${step.plan} where id = ${viewer.id}`))
    default:
      return toPerson(world, step.act, viewer, step)
  }
}

type ToPerson = 'request' | 'accept' | 'decline' | 'cancel' | 'unfriend' | 'block' | 'unblock' | 'open'

async function toPerson(world: FriendsWorld, act: ToPerson, viewer: Viewer, { by, to }: { by: number; to: number }) {
  const userId = idOf(world, to)
  switch (act) {
    case 'request':
      return outcomeOf(requestFriendship(viewer, userId), ({ status }) => status)
    case 'accept':
      return outcomeOf(acceptRequest(viewer, userId))
    case 'decline':
      return outcomeOf(declineRequest(viewer, userId))
    case 'cancel':
      return outcomeOf(cancelRequest(viewer, userId))
    case 'unfriend':
      return outcomeOf(unfriend(viewer, userId))
    case 'block':
      return outcomeOf(block(viewer, userId))
    case 'unblock':
      return outcomeOf(unblock(viewer, userId))
    case 'open':
      return outcomeOf(openConversation(viewer, userId), ({ conversation, isNew }) => {
        world.conversations.set(pairKey(by, to), conversation.id)
        return isNew ? 'opened' : 'known'
      })
  }
}

function send(world: FriendsWorld, { act, by, to }: { act: 'send' | 'send again'; by: number; to: number }) {
  const known = act === 'send again' ? world.lastClientIds.get(by) : undefined
  const clientId = known ?? newId()
  world.lastClientIds.set(by, clientId)
  const sent = sendMessage(personOf(world, by), {
    conversationId: conversationOf(world, { by, to }),
    clientId,
    body: 'x',
  })
  return outcomeOf(sent, ({ message, isNew }) => `${isNew ? 'stored' : 'known'} ${message.seq}`)
}

/** Ends cool-downs and deletes the counts of rate limits, as after a day. */
async function waitADay({ people }: FriendsWorld) {
  const ids = sql.param(people.map(({ id }) => id))
  await database().execute(sql`delete from rate_limits where split_part(key, ':', 2) = any(${ids}::text[])`)
  await database().execute(
    sql`update friend_declines set declined_at = declined_at - interval '1 day' where asker_id = any(${ids}::uuid[])`,
  )
  return 'done'
}

/** Resolves with `describe` of the result, or the code of an AppError; rejects with any other error. */
async function outcomeOf<Result>(promise: Promise<Result>, describe: (result: Result) => string = () => 'done') {
  try {
    return describe(await promise)
  } catch (error) {
    if (isAppError(error)) return error.code
    throw error
  }
}

const resultsOf = async (results: ReturnType<typeof acceptRequests>) =>
  (await results).map(({ ok, code }) => (ok ? 'done' : code)).join()

/** Returns the id of the pair's conversation, or an unknown id if they have none. */
const conversationOf = ({ conversations }: FriendsWorld, { by, to }: { by: number; to: number }) =>
  conversations.get(pairKey(by, to)) ?? newId()

const idsOf = (world: FriendsWorld, people: readonly number[]) => people.map((person) => idOf(world, person))
const idOf = (world: FriendsWorld, person: number) => (person === NOBODY ? world.nobodyId : personOf(world, person).id)

export function personOf({ people }: FriendsWorld, number: number): Viewer {
  const person = people[number]
  if (!person) throw new Error(`There is no person ${number}.`)
  return person
}
