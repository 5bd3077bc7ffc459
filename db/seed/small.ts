import 'server-only'
import { type Community, pairOf, type SeedFriendship, type SeedPerson } from './community'
import { CONVERSATION_PLANS, PENDING_REQUESTS, PEOPLE, type Username } from './people'
import { createRandom, type Random } from './random'
import { linesOf } from './small-talk'
import { type ConversationSetup, conversationsOf, messagesOf } from './talks'

const SEED = 30
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const FIRST_MESSAGE_AGE_MS = 50 * DAY_MS // Before now; all friends were made before it.
const EXTRA_FRIENDSHIPS = 60

type Known = (username: Username) => SeedPerson

/** Thirty people who have used Kith for seven weeks, as of `now`; the same ones every time. */
export function smallCommunity(now: number): Community {
  const chance = createRandom(SEED)
  const people = peopleOf(chance, now)
  const byName = new Map(people.map((person) => [person.username, person]))
  const known: Known = (username) => {
    const person = byName.get(username)
    if (!person) throw new RangeError(`There is no ${username}.`)
    return person
  }
  const talks = CONVERSATION_PLANS.map(
    ({ between: [a, b], ended, unread }): ConversationSetup => ({
      ...pairOf(known(a), known(b)),
      open: !ended,
      unreadById: unread ? known(a).id : undefined,
    }),
  )
  const lines = CONVERSATION_PLANS.flatMap((plan, talk) => {
    const [first, second] = plan.between
    const latest = now - 10 * MINUTE_MS - talk * 7 * HOUR_MS
    return linesOf(chance, plan, latest).map(({ byFirst, ...line }) => ({
      ...line,
      talk,
      senderId: known(byFirst ? first : second).id,
    }))
  }).sort((a, b) => a.at - b.at)
  const conversations = conversationsOf(chance, talks, lines)
  return {
    people,
    friendships: friendshipsOf(chance, people, known, now),
    conversations,
    messageCount: lines.length,
    messages: messagesOf(chance, conversations, lines),
  }
}

const peopleOf = (chance: Random, now: number) =>
  PEOPLE.map(([username, displayName], place): SeedPerson => {
    const joinedAt = now - FIRST_MESSAGE_AGE_MS - 20 * DAY_MS + place * 7 * HOUR_MS
    return { id: chance.idAt(joinedAt), username, displayName, plan: username === 'mira' ? 'pro' : 'free', joinedAt }
  })

/** Everybody who may write to each other, some more, and the open requests. */
function friendshipsOf(chance: Random, people: SeedPerson[], known: Known, now: number): SeedFriendship[] {
  const taken = new Set<string>()
  const pairs: [SeedPerson, SeedPerson, SeedFriendship['status']][] = []
  const add = (a: SeedPerson, b: SeedPerson, status?: SeedFriendship['status']) => {
    const key = Object.values(pairOf(a, b)).join()
    if (a === b || taken.has(key)) return
    taken.add(key)
    if (status) pairs.push([a, b, status])
  }
  for (const {
    between: [a, b],
    ended,
  } of CONVERSATION_PLANS)
    add(known(a), known(b), ended ? undefined : 'accepted')
  for (const [asker, asked] of PENDING_REQUESTS) add(known(asker), known(asked), 'pending')
  const enough = pairs.length + EXTRA_FRIENDSHIPS
  while (pairs.length < enough) add(...twoOf(chance, people), 'accepted')
  return pairs.map(([asker, asked, status]) => {
    const isPending = status === 'pending'
    const askedAt = isPending
      ? now - chance.below(6 * DAY_MS)
      : now - FIRST_MESSAGE_AGE_MS - DAY_MS - chance.below(8 * DAY_MS)
    return {
      ...pairOf(asker, asked),
      status,
      actionUserId: isPending ? asker.id : asked.id,
      askedAt,
      changedAt: isPending ? askedAt : askedAt + chance.below(DAY_MS),
    }
  })
}

function twoOf(chance: Random, people: SeedPerson[]): [SeedPerson, SeedPerson] {
  const [a, b] = chance.shuffled(people)
  if (!a || !b) throw new RangeError('A pair needs two people.')
  return [a, b]
}
