import type { Person } from '@/lib/accounts/schema'

interface Found<Friend extends Person, Other extends Person> {
  conversations: readonly { peer: Person }[]
  friends: readonly Friend[]
  people: readonly Other[]
}

/** Returns the found friends without a conversation among the results, and the people who are in neither. */
export function withoutShown<Friend extends Person, Other extends Person>(found: Found<Friend, Other>) {
  const peers = new Set(found.conversations.map(({ peer }) => peer.id))
  const friends = found.friends.filter(({ id }) => !peers.has(id))
  const friendIds = new Set(friends.map(({ id }) => id))
  return { friends, people: found.people.filter(({ id }) => !peers.has(id) && !friendIds.has(id)) }
}
