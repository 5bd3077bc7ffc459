import 'server-only'
import { database } from '@/db/client'
import { listPeopleByEmail, searchPeopleVisibleTo } from '@/db/queries/users'
import { emailAddress } from '@/lib/accounts/schema'
import { currentLimits } from '@/lib/env'
import { relationOf } from '@/lib/friends/rules'
import { consumeFrequent } from '@/lib/rate-limits/frequent-limits'
import { limitSearch } from '@/lib/search/concurrency'
import type { Viewer } from '@/lib/session/viewer'
import type { PersonFound } from './schema'

const MAX_FOUND = 20

/**
 * Returns users of whose username and name some words begin with the words of `q`, best matches first, preceded by the
 * user with exactly that verified e-mail address. Excludes users with a block in either direction. Never returns
 * addresses.
 */
export async function searchPeople(viewer: Viewer, q: string): Promise<PersonFound[]> {
  await consumeFrequent([{ key: `search:${viewer.id}`, max: currentLimits().searchPerMinute, windowSeconds: 60 }])
  const email = emailAddress.safeParse(q).data // A leading @ only says that a username follows.
  const [byEmail, byName] = await limitSearch(viewer.id, () =>
    Promise.all([
      email ? listPeopleByEmail(database(), viewer.id, email, MAX_FOUND) : [],
      searchPeopleVisibleTo(database(), viewer.id, q.replace(/^@/, ''), MAX_FOUND),
    ]),
  )
  const found = new Map([...byEmail, ...byName].map((person) => [person.id, person]))
  return [...found.values()].slice(0, MAX_FOUND).map(({ status, actionUserId, ...person }) => ({
    ...person,
    relation: relationOf(viewer.id, status && actionUserId ? { status, actionUserId } : undefined),
  }))
}
