import 'server-only'
import { type Community, pairOf, type SeedFriendship, type SeedPerson } from './community'
import { type Dialogue, fillPlaceholders } from './dialogues'
import { everydayDialogues } from './dialogues-of-every-day'
import { planDialogues } from './dialogues-of-plans'
import { type Pair, pairsOf, type Scale } from './large-pairs'
import { NAMES } from './names'
import { createRandom, type Random } from './random'
import { type ConversationSetup, conversationsOf, messagesOf, type SeedLine } from './talks'

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

/** Sign in as these to meet the extremes. */
export const EXTREMES = {
  maxFriends: 'friend.of.many',
  maxConversations: 'talks.to.many',
  maxMessages: 'talks.a.lot',
} as const

const SEED = 10_000
const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

/** A big community after a year, as of `now`; the same one every time. */
export function largeCommunity(now: number, scale: Scale = LARGE): Community {
  const chance = createRandom(SEED)
  const people = peopleOf(chance, now, scale.people)
  const pairs = pairsOf(chance, scale)
  const talks = setupsOf(chance, people, pairs)
  const lines = linesOf(chance, talks, now, scale)
  const conversations = conversationsOf(chance, talks, lines)
  return {
    people,
    friendships: [
      ...pairs.friends.map((pair) => friendship(chance, people, pair, 'accepted', now)),
      ...pairs.requests.map((pair) => friendship(chance, people, pair, 'pending', now)),
    ],
    conversations,
    messageCount: lines.length,
    messages: messagesOf(chance, conversations, lines),
  }
}

/** The first three are the extremes; see `pairsOf`. */
function peopleOf(chance: Random, now: number, count: number): SeedPerson[] {
  const extremes = Object.values(EXTREMES)
  return Array.from({ length: count }, (_, place) => {
    const joinedAt = now - 2 * YEAR_MS + Math.floor((place * 300 * DAY_MS) / count)
    const [given, givenPlain] = chance.pick(NAMES.given)
    const [family, familyPlain] = chance.pick(NAMES.family)
    return {
      id: chance.idAt(joinedAt),
      username: extremes[place] ?? `${givenPlain}.${familyPlain}${place}`,
      displayName: `${given} ${family}`,
      plan: place < 2 || chance.below(20) === 0 ? 'pro' : 'free',
      joinedAt,
    }
  })
}

function friendship(
  chance: Random,
  people: readonly SeedPerson[],
  [first, second]: Pair,
  status: SeedFriendship['status'],
  now: number,
): SeedFriendship {
  const [asker, asked] = [at(people, first), at(people, second)]
  const isPending = status === 'pending'
  const askedAt = isPending ? now - chance.below(30 * DAY_MS) : now - YEAR_MS - DAY_MS - chance.below(60 * DAY_MS)
  return {
    ...pairOf(asker, asked),
    status,
    actionUserId: isPending ? asker.id : asked.id,
    askedAt,
    changedAt: isPending ? askedAt : askedAt + chance.below(DAY_MS),
  }
}

function setupsOf(chance: Random, people: readonly SeedPerson[], { talking, ended }: ReturnType<typeof pairsOf>) {
  const talk = ([first, second]: Pair, open: boolean): ConversationSetup => {
    const [a, b] = [at(people, first), at(people, second)]
    // In every other talk one of the two has yet to read on.
    const behindId = chance.below(2) === 0 ? at([a, b], chance.below(2)).id : undefined
    return { ...pairOf(a, b), open, unreadById: behindId }
  }
  return [...talking.map((pair) => talk(pair, true)), ...ended.map((pair) => talk(pair, false))]
}

/** Talk is spread evenly over the year, so the messages of one conversation lie as scattered as in real life. */
function linesOf(
  chance: Random,
  talks: readonly ConversationSetup[],
  now: number,
  { messages, maxMessages }: Scale,
): SeedLine[] {
  const others = talks.length - 1
  // Everybody says something; a few pairs talk very much, most a little.
  const talkOf = Array.from({ length: messages }, (_, place) => {
    if (place < maxMessages) return 0
    const first = place - maxMessages
    return 1 + (first < others ? first : Math.floor(others * chance.fraction() ** 2))
  })
  const body = bodies(chance)
  return chance.shuffled(talkOf).map((talk, place) => {
    const { lowId, highId } = at(talks, talk)
    const sentAt = now - YEAR_MS + Math.floor((place * YEAR_MS) / messages)
    return { talk, senderId: chance.below(2) === 0 ? lowId : highId, at: sentAt, body: body() }
  })
}

/** Makes bodies of one to three sentences. */
function bodies(chance: Random): () => string {
  const sentences = chance.shuffled(
    [...planDialogues, ...everydayDialogues].flatMap((dialogue) => variants(chance, dialogue)),
  )
  const sentence = () => at(sentences, chance.below(sentences.length))
  return () => Array.from({ length: 1 + chance.below(3) }, sentence).join(' ')
}

const variants = (chance: Random, dialogue: Dialogue) =>
  Array.from({ length: 5 }, () => fillPlaceholders(chance, dialogue)).flatMap((turns) => turns.map(({ body }) => body))

function at<T>(list: readonly T[], place: number): T {
  const item = list[place]
  if (item === undefined) throw new RangeError(`There is no item ${place}.`)
  return item
}
