import 'server-only'
import { database } from '@/db/client'
import { listPeopleByEmail, searchPeopleVisibleTo } from '@/db/queries/users'
import { emailAddress } from '@/lib/accounts/schema'
import { currentLimits } from '@/lib/env'
import { relationOf } from '@/lib/friends/rules'
import { consume } from '@/lib/rate-limits/service'
import { limitSearch } from '@/lib/search/concurrency'
import type { Viewer } from '@/lib/session/viewer'
import type { PersonFound } from './schema'

const MAX_FOUND = 20

/**
 * People of whose username and name some words begin with those of `q`, the best matches first, and before them whoever has exactly
 * that verified e-mail address. Nobody with a block between; the address itself is in no answer.
 */
export async function searchPeople(viewer: Viewer, q: string): Promise<PersonFound[]> {
  await consume([{ key: `search:${viewer.id}`, max: currentLimits().searchPerMinute, windowSeconds: 60 }])
  const email = emailAddress.safeParse(q).data // None with a leading @: that one only says that a username follows.
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
