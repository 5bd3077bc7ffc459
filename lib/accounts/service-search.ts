import 'server-only'
import { database } from '@/db/client'
import { listPeopleByEmail, searchPeopleSeenBy } from '@/db/queries/users'
import type { Viewer } from '@/lib/auth/viewer'
import { limitsInForce } from '@/lib/env'
import { relationOf } from '@/lib/friends/rules'
import { spend } from '@/lib/rate-limits/service'
import { runSearch } from '@/lib/search-concurrency'
import { emailAddress, type PersonFound } from './schema'

const MOST_FOUND = 20

/**
 * People of whose username and name some words begin with those of `q`, the best matches first, and before them whoever has exactly
 * that verified e-mail address. Nobody with a block between; the address itself is in no answer.
 */
export async function searchPeople(viewer: Viewer, q: string): Promise<PersonFound[]> {
  await spend([{ key: `search:${viewer.id}`, most: limitsInForce().searchPerMinute, windowSeconds: 60 }])
  const email = emailAddress.safeParse(q).data // None with a leading @: that one only says that a username follows.
  const [byEmail, byName] = await runSearch(viewer.id, () =>
    Promise.all([
      email ? listPeopleByEmail(database(), viewer.id, email, MOST_FOUND) : [],
      searchPeopleSeenBy(database(), viewer.id, q.replace(/^@/, ''), MOST_FOUND),
    ]),
  )
  const found = new Map([...byEmail, ...byName].map((person) => [person.id, person]))
  return [...found.values()].slice(0, MOST_FOUND).map(({ status, actionUserId, ...person }) => ({
    ...person,
    relation: relationOf(viewer.id, status && actionUserId ? { status, actionUserId } : undefined),
  }))
}
