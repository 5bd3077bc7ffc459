import 'server-only'
import { database } from '@/db/client'
import { insertDismissal, listSuggestions } from '@/db/queries/suggestions'
import type { Viewer } from '@/lib/session/viewer'
import type { Suggestion } from './schema'
import { mutualCounts } from './service-mutual'

const MAX_SUGGESTED = 20

/** Friends of friends whom the viewer may know, those with the most friends in common first. */
export async function suggestionsFor(viewer: Viewer): Promise<Suggestion[]> {
  const people = await listSuggestions(database(), viewer.id, MAX_SUGGESTED)
  const mutual = await mutualCounts(
    viewer,
    people.map(({ id }) => id),
  )
  // Who has very many friends was chosen by a part of them; the numbers shown are whole, and so is their order.
  return people
    .map((person) => ({ ...person, mutual: mutual(person.id) }))
    .sort((a, b) => b.mutual - a.mutual || (a.username < b.username ? -1 : 1))
}

/** Never suggests the person again. Says nothing of whether there is one. */
export const dismissSuggestion = (viewer: Viewer, userId: string): Promise<void> =>
  insertDismissal(database(), viewer.id, userId)
