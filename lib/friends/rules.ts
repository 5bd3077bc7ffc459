import type { Limits } from '@/lib/limits'

/** Maximum number of requests that one call may accept or decline. */
export const MAX_BATCH_SIZE = 100

/** Relation of the viewer to another user, without blocks. */
export type Relation = 'none' | 'incoming' | 'outgoing' | 'friends'

/** The stored row of a pair of users. */
export interface FriendshipRow {
  status: 'pending' | 'accepted'
  actionUserId: string
}

export function relationOf(viewerId: string, row: FriendshipRow | undefined): Relation {
  if (!row) return 'none'
  if (row.status === 'accepted') return 'friends'
  return row.actionUserId === viewerId ? 'outgoing' : 'incoming'
}

export type RequestStep = { become: 'pending' | 'accepted' } | { refuse: 'request_already_sent' | 'already_friends' }

/** Decides what a friend request does in each relation. */
export function onFriendRequest(relation: Relation): RequestStep {
  switch (relation) {
    case 'none':
      return { become: 'pending' }
    case 'incoming':
      return { become: 'accepted' } // Two crossing requests are an acceptance.
    case 'outgoing':
      return { refuse: 'request_already_sent' }
    case 'friends':
      return { refuse: 'already_friends' }
  }
}

/** Whether the plan allows one more friend. A user above the limit of a lower plan keeps all friends. */
export function isBelowFriendLimit(person: { plan: 'free' | 'pro'; friendCount: number }, limits: Limits): boolean {
  return person.friendCount < (person.plan === 'pro' ? limits.friendsPro : limits.friendsFree)
}

/** Seconds until a declined user may ask again; 0 when that time is over or there was no decline. */
export function cooldownLeft(secondsSinceDecline: number | undefined, limits: Limits): number {
  if (secondsSinceDecline === undefined) return 0
  return Math.max(0, Math.ceil(limits.declineCooldownHours * 3600 - secondsSinceDecline))
}

/** English has the order of all languages together, which the collation `person_names` of the database has too. */
const names = new Intl.Collator('en')

interface Listed {
  online: boolean
  displayName: string
  username: string
}

/** Order of the list of friends: those online first, then by name. */
export const compareFriends = (a: Listed, b: Listed): number =>
  Number(b.online) - Number(a.online) ||
  names.compare(a.displayName, b.displayName) ||
  (a.username < b.username ? -1 : Number(a.username > b.username))
