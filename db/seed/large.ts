import { pairOf } from '@/db/queries/user-pair'
import 'server-only'
import { type Dialogue, fillPlaceholders } from './dialogues'
import { everydayDialogues } from './dialogues-of-every-day'
import { planDialogues } from './dialogues-of-plans'
import { type Pair, pairsOf, type Scale } from './large-pairs'
import { NAMES } from './names'
import { createRandom, type Random } from './random'
import { type ConversationSetup, conversationsOf, messagesOf, type SeedLine } from './talks'
import type { Community, SeedFriendship, SeedPerson } from './types'

export const LARGE: Scale = {
  people: 10_000,
  friendships: 100_000,
  requests: 3000,
  ended: 200,
  conversations: 20_000,
  messages: 1_000_000,
  maxFriends: 2000,
  maxRequests: 200,
  maxConversations: 1000,
  maxMessages: 100_000,
}

/** Usernames of the users with the extreme values. */
export const EXTREMES = {
  maxFriends: 'friend.of.many',
  maxConversations: 'talks.to.many',
  maxMessages: 'talks.a.lot',
} as const

const SEED = 10_000
const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

/** Generates a large community after one year, as of `now`. The result is deterministic. */
export function largeCommunity(now: number, scale: Scale = LARGE): Community {
  const random = createRandom(SEED)
  const people = peopleOf(random, now, scale.people)
  const pairs = pairsOf(random, scale)
  const setups = setupsOf(random, people, pairs)
  const lines = linesOf(random, setups, now, scale)
  const conversations = conversationsOf(random, setups, lines)
  return {
    people,
    friendships: [
      ...pairs.friends.map((pair) => friendship(random, people, pair, 'accepted', now)),
      ...pairs.requests.map((pair) => friendship(random, people, pair, 'pending', now)),
    ],
    conversations,
    messageCount: lines.length,
    messages: messagesOf(random, conversations, lines),
  }
}

/** Generates users. The first three are the extremes; see `pairsOf`. */
function peopleOf(random: Random, now: number, count: number): SeedPerson[] {
  const extremes = Object.values(EXTREMES)
  return Array.from({ length: count }, (_, index) => {
    const joinedAt = now - 2 * YEAR_MS + Math.floor((index * 300 * DAY_MS) / count)
    const [given, givenPlain] = random.pick(NAMES.given)
    const [family, familyPlain] = random.pick(NAMES.family)
    return {
      id: random.idAt(joinedAt),
      username: extremes[index] ?? `${givenPlain}.${familyPlain}${index}`,
      displayName: `${given} ${family}`,
      plan: index < 2 || random.below(20) === 0 ? 'pro' : 'free',
      joinedAt,
    }
  })
}

function friendship(
  random: Random,
  people: readonly SeedPerson[],
  [first, second]: Pair,
  status: SeedFriendship['status'],
  now: number,
): SeedFriendship {
  const [asker, asked] = [at(people, first), at(people, second)]
  const isPending = status === 'pending'
  const askedAt = isPending ? now - random.below(30 * DAY_MS) : now - YEAR_MS - DAY_MS - random.below(60 * DAY_MS)
  return {
    ...pairOf(asker.id, asked.id),
    status,
    actionUserId: isPending ? asker.id : asked.id,
    askedAt,
    changedAt: isPending ? askedAt : askedAt + random.below(DAY_MS),
  }
}

function setupsOf(random: Random, people: readonly SeedPerson[], { talking, ended }: ReturnType<typeof pairsOf>) {
  const setup = ([first, second]: Pair, open: boolean): ConversationSetup => {
    const [a, b] = [at(people, first), at(people, second)]
    // In half of the conversations, one of the two has unread messages.
    const unreadById = random.below(2) === 0 ? at([a, b], random.below(2)).id : undefined
    return { ...pairOf(a.id, b.id), open, unreadById }
  }
  return [...talking.map((pair) => setup(pair, true)), ...ended.map((pair) => setup(pair, false))]
}

/**
 * Generates lines that are spread over the year, so that messages of one conversation are stored as scattered as in
 * use.
 */
function linesOf(
  random: Random,
  setups: readonly ConversationSetup[],
  now: number,
  { messages, maxMessages }: Scale,
): SeedLine[] {
  const others = setups.length - 1
  // Every conversation has messages; a few have very many, most have few.
  const conversationIndexes = Array.from({ length: messages }, (_, index) => {
    if (index < maxMessages) return 0
    const first = index - maxMessages
    return 1 + (first < others ? first : Math.floor(others * random.fraction() ** 2))
  })
  const body = bodies(random)
  return random.shuffled(conversationIndexes).map((conversationIndex, index) => {
    const { lowId, highId } = at(setups, conversationIndex)
    const sentAt = now - YEAR_MS + Math.floor((index * YEAR_MS) / messages)
    return { conversationIndex, senderId: random.below(2) === 0 ? lowId : highId, at: sentAt, body: body() }
  })
}

/** Returns a function that generates bodies of one to three sentences. */
function bodies(random: Random): () => string {
  const sentences = random.shuffled(
    [...planDialogues, ...everydayDialogues].flatMap((dialogue) => variants(random, dialogue)),
  )
  const sentence = () => at(sentences, random.below(sentences.length))
  return () => Array.from({ length: 1 + random.below(3) }, sentence).join(' ')
}

const variants = (random: Random, dialogue: Dialogue) =>
  Array.from({ length: 5 }, () => fillPlaceholders(random, dialogue)).flatMap((lines) => lines.map(({ body }) => body))

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new RangeError(`There is no item ${index}.`)
  return item
}
