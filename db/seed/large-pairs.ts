import 'server-only'
import type { Random } from './random'

/** How much of everything. The extremes are there for measurements: each is one person or one conversation. */
export interface Scale {
  people: number
  friendships: number
  requests: number
  /** Conversations of pairs who are no friends any more. */
  ended: number
  conversations: number
  messages: number
  maxFriends: number
  maxRequests: number
  maxConversations: number
  maxMessages: number
}

/** Two places in the list of people; where one asks, the first does. */
export type Pair = readonly [number, number]

const PLACES = { maxFriends: 0, maxConversations: 1, maxMessages: 2, confidant: 3 }
const FIRST_OTHER = 4
const MAX_FRIENDS_FREE = 500 // What the product allows by default.

/**
 * Who stands how to whom. The first three people are the extremes: the one with most friends, the one with most
 * conversations, and one of the two with most messages. The longest talk comes first, those of the second person last.
 */
export function pairsOf(chance: Random, scale: Scale) {
  const others = Array.from({ length: scale.people - FIRST_OTHER }, (_, place) => FIRST_OTHER + place)
  const known = chance.shuffled(others)
  const asking = known.slice(scale.maxConversations, scale.maxConversations + scale.maxRequests)

  const longest: Pair = [PLACES.maxMessages, PLACES.confidant]
  const ofTalkative = known.slice(0, scale.maxConversations).map((other): Pair => [PLACES.maxConversations, other])
  const ofPopular = chance.shuffled(others).slice(0, scale.maxFriends)
  const ofExtremes = [longest, ...ofTalkative, ...ofPopular.map((other): Pair => [PLACES.maxFriends, other])]

  const drawNew = newPairs(chance, scale.people)
  const acquaintances = friendsAmong(drawNew, ofExtremes, scale.friendships)
  const strangers = (count: number) => Array.from({ length: count }, () => drawNew(1))
  return {
    friends: [...ofExtremes, ...acquaintances],
    requests: [
      ...asking.map((other): Pair => [other, PLACES.maxConversations]),
      ...strangers(scale.requests - asking.length),
    ],
    ended: strangers(scale.ended),
    talking: [
      longest,
      ...chance.shuffled(acquaintances).slice(0, scale.conversations - 1 - ofTalkative.length),
      ...ofTalkative,
    ],
  }
}

type DrawNew = (skew: number, mayBe?: (place: number) => boolean) => Pair

/** Draws pairs of others that it has not drawn before; the more skewed, the more of them share a few people. */
function newPairs(chance: Random, people: number): DrawNew {
  const drawn = new Set<number>()
  return (skew, mayBe = () => true) => {
    const draw = () => FIRST_OTHER + Math.floor((people - FIRST_OTHER) * chance.fraction() ** skew)
    for (;;) {
      const [a, b] = [draw(), draw()]
      const key = Math.min(a, b) * people + Math.max(a, b)
      if (a === b || drawn.has(key) || !mayBe(a) || !mayBe(b)) continue
      drawn.add(key)
      return [a, b]
    }
  }
}

/** So many friendships with the given ones: a few people have very many, most have a few, nobody more than allowed. */
function friendsAmong(drawNew: DrawNew, given: readonly Pair[], count: number): Pair[] {
  const friendCounts = new Map<number, number>()
  const friendCount = (place: number) => friendCounts.get(place) ?? 0
  const befriend = (pair: Pair) => {
    for (const place of pair) friendCounts.set(place, friendCount(place) + 1)
    return pair
  }
  given.forEach(befriend)
  const mayBefriend = (place: number) => friendCount(place) < MAX_FRIENDS_FREE
  return Array.from({ length: count - given.length }, () => befriend(drawNew(1.5, mayBefriend)))
}
