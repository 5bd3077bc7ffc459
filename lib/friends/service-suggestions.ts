import 'server-only'
import { database } from '@/db/client'
import { insertDismissal, listSuggestions } from '@/db/queries/suggestions'
import type { Viewer } from '@/lib/session/viewer'
import type { Suggestion } from './schema'
import { mutualCounts } from './service-mutual'

const MAX_SUGGESTED = 20

/** Returns friends of friends, those with the most mutual friends first. */
export async function suggestionsFor(viewer: Viewer): Promise<Suggestion[]> {
  const people = await listSuggestions(database(), viewer.id, MAX_SUGGESTED)
  const mutual = await mutualCounts(
    viewer,
    people.map(({ id }) => id),
  )
  // The query looks at a part of very long friend lists; the counts shown, and the order, are exact.
  return people
    .map((person) => ({ ...person, mutual: mutual(person.id) }))
    .sort((a, b) => b.mutual - a.mutual || (a.username < b.username ? -1 : 1))
}

/** Never suggests that user again. Succeeds for an unknown id too, so that it reveals nothing. */
export const dismissSuggestion = (viewer: Viewer, userId: string): Promise<void> =>
  insertDismissal(database(), viewer.id, userId)
