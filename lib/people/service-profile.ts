import 'server-only'
import { database } from '@/db/client'
import { findBlockBy, findBlockByName } from '@/db/queries/blocks'
import { findProfileVisibleTo, listMutualFriends } from '@/db/queries/people'
import { type Person, username } from '@/lib/accounts/schema'
import { findVisiblePerson, noSuchPerson } from '@/lib/friends/access'
import { relationOf } from '@/lib/friends/rules'
import { mutualCounts } from '@/lib/friends/service-mutual'
import { type Page, pageOf } from '@/lib/paging'
import type { Viewer } from '@/lib/session/viewer'
import type { BlockedProfile, ListMutualInput, Profile } from './schema'

/**
 * Returns a profile page as the viewer may see it. For a user blocked by the viewer it has only the names stored then;
 * a user who has blocked the viewer is the same 404 as an unknown one.
 */
export async function profileOf(viewer: Viewer, userId: string): Promise<Profile | BlockedProfile> {
  const block = await findBlockBy(database(), viewer.id, userId)
  return block ? { ...block, relation: 'blocked' } : profileView(viewer, { id: userId })
}

/** Does the same by username, in any case. A blocked user is found by the username they had when they were blocked. */
export async function profileByUsername(viewer: Viewer, text: string): Promise<Profile | BlockedProfile> {
  const name = username.safeParse(text).data
  if (name === undefined) throw noSuchPerson()
  const block = await findBlockByName(database(), viewer.id, name)
  return block ? { ...block, relation: 'blocked' } : profileView(viewer, { username: name })
}

/** Returns a page of mutual friends by username; empty for the viewer themselves. */
export async function mutualFriendsOf(viewer: Viewer, input: ListMutualInput): Promise<Page<Person>> {
  const { userId, cursor, limit } = input
  await findVisiblePerson(database(), viewer, userId)
  const rows = userId === viewer.id ? [] : await listMutualFriends(database(), viewer.id, userId, cursor, limit + 1)
  return pageOf(rows, limit, ({ username }) => username)
}

async function profileView(viewer: Viewer, who: { id: string } | { username: string }): Promise<Profile> {
  const row = await findProfileVisibleTo(database(), viewer.id, who)
  if (!row) throw noSuchPerson()
  const { status, actionUserId, since, lastSeenAt, ...person } = row
  const mutual = person.id === viewer.id ? 0 : (await mutualCounts(viewer, [person.id]))(person.id)
  return {
    ...person,
    relation: relationOf(viewer.id, status && actionUserId ? { status, actionUserId } : undefined),
    since: since?.toISOString() ?? null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    mutual,
  }
}
