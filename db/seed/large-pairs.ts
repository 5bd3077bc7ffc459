import 'server-only'
import type { Random } from './random'

/** Size of the community. Each extreme value (`max…`) applies to one user or one conversation, for measurements. */
export interface Scale {
  people: number
  friendships: number
  requests: number
  /** Conversations of former friends. */
  ended: number
  conversations: number
  messages: number
  maxFriends: number
  maxRequests: number
  maxConversations: number
  maxMessages: number
}

/** Two indexes in the list of people. In a request the first one asks. */
export type Pair = readonly [number, number]

const EXTREME_INDEXES = { maxFriends: 0, maxConversations: 1, maxMessages: 2, confidant: 3 }
const FIRST_OTHER = 4
const MAX_FRIENDS_FREE = 500 // The default limit of the free plan.

/**
 * Returns the pairs of each relation. The first three users are the extremes: most friends, most conversations, and one
 * of the two with most messages. The longest conversation comes first, those of the second user last.
 */
export function pairsOf(random: Random, scale: Scale) {
  const others = Array.from({ length: scale.people - FIRST_OTHER }, (_, index) => FIRST_OTHER + index)
  const known = random.shuffled(others)
  const asking = known.slice(scale.maxConversations, scale.maxConversations + scale.maxRequests)

  const longest: Pair = [EXTREME_INDEXES.maxMessages, EXTREME_INDEXES.confidant]
  const ofTalkative = known
    .slice(0, scale.maxConversations)
    .map((other): Pair => [EXTREME_INDEXES.maxConversations, other])
  const ofPopular = random.shuffled(others).slice(0, scale.maxFriends)
  const ofExtremes = [longest, ...ofTalkative, ...ofPopular.map((other): Pair => [EXTREME_INDEXES.maxFriends, other])]

  const drawNew = newPairs(random, scale.people)
  const acquaintances = friendsAmong(drawNew, ofExtremes, scale.friendships)
  const strangers = (count: number) => Array.from({ length: count }, () => drawNew(1))
  return {
    friends: [...ofExtremes, ...acquaintances],
    requests: [
      ...asking.map((other): Pair => [other, EXTREME_INDEXES.maxConversations]),
      ...strangers(scale.requests - asking.length),
    ],
    ended: strangers(scale.ended),
    talking: [
      longest,
      ...random.shuffled(acquaintances).slice(0, scale.conversations - 1 - ofTalkative.length),
      ...ofTalkative,
    ],
  }
}

type DrawNew = (skew: number, mayBe?: (index: number) => boolean) => Pair

/** Draws new pairs of other users. With a higher skew, more pairs share the same few users. */
function newPairs(random: Random, people: number): DrawNew {
  const drawn = new Set<number>()
  return (skew, mayBe = () => true) => {
    const draw = () => FIRST_OTHER + Math.floor((people - FIRST_OTHER) * random.fraction() ** skew)
    for (;;) {
      const [a, b] = [draw(), draw()]
      const key = Math.min(a, b) * people + Math.max(a, b)
      if (a === b || drawn.has(key) || !mayBe(a) || !mayBe(b)) continue
      drawn.add(key)
      return [a, b]
    }
  }
}

/** Returns new friendships so that there are `count` with the given ones: few users have many, none exceeds the limit. */
function friendsAmong(drawNew: DrawNew, given: readonly Pair[], count: number): Pair[] {
  const friendCounts = new Map<number, number>()
  const friendCount = (index: number) => friendCounts.get(index) ?? 0
  const befriend = (pair: Pair) => {
    for (const index of pair) friendCounts.set(index, friendCount(index) + 1)
    return pair
  }
  given.forEach(befriend)
  const mayBefriend = (index: number) => friendCount(index) < MAX_FRIENDS_FREE
  return Array.from({ length: count - given.length }, () => befriend(drawNew(1.5, mayBefriend)))
}
