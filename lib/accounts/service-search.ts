import 'server-only'
import { database } from '@/db/client'
import { searchPeopleSeenBy } from '@/db/queries/users'
import type { Viewer } from '@/lib/auth/viewer'
import { limitsInForce } from '@/lib/env'
import { relationOf } from '@/lib/friends/rules'
import { spend } from '@/lib/rate-limits/service'
import type { PersonFound } from './schema'

const MOST_FOUND = 20

/** People whose username or name begins with `q`, never those who blocked the viewer. */
export async function searchPeople(viewer: Viewer, q: string): Promise<PersonFound[]> {
  await spend([{ key: `search:${viewer.id}`, most: limitsInForce().searchPerMinute, windowSeconds: 60 }])
  const rows = await searchPeopleSeenBy(database(), viewer.id, q, MOST_FOUND)
  return rows.map(({ status, actionUserId, ...person }) => ({
    ...person,
    relation: relationOf(viewer.id, status && actionUserId ? { status, actionUserId } : undefined),
  }))
}
