import type { Route } from 'next'
import { conversationPath } from '@/components/conversation-data/paths'
import { profilePath } from '@/components/people/paths'
import type { Person } from '@/lib/accounts/schema'

/** A result of the quick switcher: a user and the path it opens. */
export interface SwitcherResult {
  person: Person
  kind: 'conversation' | 'friend' | 'person'
  href: Route
}

const MAX_PER_KIND = 5
const MAX_FRIENDS = 8

/** Returns the results among friends only; each opens the conversation with that friend. */
export const friendResults = (friends: readonly Person[]): SwitcherResult[] =>
  friends.slice(0, MAX_FRIENDS).map(friendResult)

const friendResult = (person: Person): SwitcherResult => ({
  person,
  kind: 'friend',
  href: `/messages/with/${person.username}` as Route, // Typed routes do not know paths with names.
})

/** Returns the results: conversations first, then friends, then other users; each user once. */
export function switcherResults(found: {
  conversations: { id: string; peer: Person }[]
  friends: Person[]
  people: Person[]
}) {
  const seen = new Set<string>()
  const fresh = <Item>(items: readonly Item[], personOf: (item: Item) => Person) =>
    items
      .filter((item) => !seen.has(personOf(item).id))
      .slice(0, MAX_PER_KIND)
      .map((item) => {
        seen.add(personOf(item).id)
        return item
      })
  // Typed routes do not know paths with ids and names.
  const results: SwitcherResult[] = [
    ...fresh(found.conversations, ({ peer }) => peer).map(({ id, peer }) => ({
      person: peer,
      kind: 'conversation' as const,
      href: conversationPath(id) as Route,
    })),
    ...fresh(found.friends, (person) => person).map(friendResult),
    ...fresh(found.people, (person) => person).map((person) => ({
      person,
      kind: 'person' as const,
      href: profilePath(person.username),
    })),
  ]
  return results
}
