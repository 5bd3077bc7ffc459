import { pairOf } from '@/db/queries/user-pair'
import 'server-only'
import { withDetails } from './message-details'
import { notificationsOf } from './notifications'
import { BIOS, CONVERSATION_PLANS, PENDING_REQUESTS, PEOPLE, type Username } from './people'
import { createRandom, type Random } from './random'
import { linesOf } from './small-talk'
import { type ConversationSetup, conversationsOf, messagesOf } from './talks'
import type { Community, SeedFriendship, SeedPerson } from './types'

const SEED = 30
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const FIRST_MESSAGE_AGE_MS = 50 * DAY_MS // Age of the oldest message; all friendships are older.
const EXTRA_FRIENDSHIPS = 60
/** One user of so many has no picture. */
const WITHOUT_PICTURE = 6

type FindPerson = (username: Username) => SeedPerson

/** Generates 30 users who have used Kith for seven weeks, as of `now`. The result is deterministic. */
export function smallCommunity(now: number): Community {
  const random = createRandom(SEED)
  const people = peopleOf(random, now)
  const byName = new Map(people.map((person) => [person.username, person]))
  const person: FindPerson = (username) => {
    const found = byName.get(username)
    if (!found) throw new RangeError(`There is no ${username}.`)
    return found
  }
  const setups = CONVERSATION_PLANS.map(
    ({ between: [a, b], ended, unread }): ConversationSetup => ({
      ...pairOf(person(a).id, person(b).id),
      open: !ended,
      unreadById: unread ? person(a).id : undefined,
    }),
  )
  const lines = CONVERSATION_PLANS.flatMap((plan, conversationIndex) => {
    const [first, second] = plan.between
    const latest = now - 10 * MINUTE_MS - conversationIndex * 7 * HOUR_MS
    return linesOf(random, plan, latest).map(({ byFirst, ...line }) => ({
      ...line,
      conversationIndex,
      senderId: person(byFirst ? first : second).id,
    }))
  }).sort((a, b) => a.at - b.at)
  const conversations = conversationsOf(random, setups, lines)
  const friendships = friendshipsOf(random, people, person, now)
  return {
    people,
    friendships,
    conversations,
    messageCount: lines.length,
    ...withDetails(conversations, messagesOf(random, conversations, lines)),
    notifications: notificationsOf(random, friendships),
  }
}

const peopleOf = (random: Random, now: number) =>
  PEOPLE.map(([username, displayName], index): SeedPerson => {
    const joinedAt = now - FIRST_MESSAGE_AGE_MS - 20 * DAY_MS + index * 7 * HOUR_MS
    const hasPicture = index % WITHOUT_PICTURE !== WITHOUT_PICTURE - 1
    return {
      id: random.idAt(joinedAt),
      username,
      displayName,
      plan: username === 'mira' ? 'pro' : 'free',
      joinedAt,
      bio: BIOS[username] ?? '',
      pictureId: hasPicture ? random.clientId() : undefined,
      lastSeenAt: now - MINUTE_MS * (3 + random.below(2 ** (index % 12))) - (index % 12) * HOUR_MS,
    }
  })

/** Returns friendships for all open conversations, some more, and the pending requests. */
function friendshipsOf(random: Random, people: SeedPerson[], person: FindPerson, now: number): SeedFriendship[] {
  const taken = new Set<string>()
  const pairs: [SeedPerson, SeedPerson, SeedFriendship['status']][] = []
  const add = (a: SeedPerson, b: SeedPerson, status?: SeedFriendship['status']) => {
    const key = Object.values(pairOf(a.id, b.id)).join()
    if (a === b || taken.has(key)) return
    taken.add(key)
    if (status) pairs.push([a, b, status])
  }
  for (const {
    between: [a, b],
    ended,
  } of CONVERSATION_PLANS)
    add(person(a), person(b), ended ? undefined : 'accepted')
  for (const [asker, asked] of PENDING_REQUESTS) add(person(asker), person(asked), 'pending')
  const enough = pairs.length + EXTRA_FRIENDSHIPS
  while (pairs.length < enough) add(...twoOf(random, people), 'accepted')
  return pairs.map(([asker, asked, status]) => {
    const isPending = status === 'pending'
    const askedAt = isPending
      ? now - random.below(6 * DAY_MS)
      : now - FIRST_MESSAGE_AGE_MS - DAY_MS - random.below(8 * DAY_MS)
    return {
      ...pairOf(asker.id, asked.id),
      status,
      actionUserId: isPending ? asker.id : asked.id,
      askedAt,
      changedAt: isPending ? askedAt : askedAt + random.below(DAY_MS),
    }
  })
}

function twoOf(random: Random, people: SeedPerson[]): [SeedPerson, SeedPerson] {
  const [a, b] = random.shuffled(people)
  if (!a || !b) throw new RangeError('A pair needs two people.')
  return [a, b]
}
