import type { Limits } from '@/lib/limits'

/** How many people one call may answer. */
export const MAX_BATCH_SIZE = 100

/** How two people stand, seen by one of them. */
export type Relation = 'none' | 'incoming' | 'outgoing' | 'friends'

/** The stored row of a pair, if there is one. */
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

/** What asking for a friendship leads to. */
export function onFriendRequest(relation: Relation): RequestStep {
  switch (relation) {
    case 'none':
      return { become: 'pending' }
    case 'incoming':
      return { become: 'accepted' } // Two requests that cross mean yes.
    case 'outgoing':
      return { refuse: 'request_already_sent' }
    case 'friends':
      return { refuse: 'already_friends' }
  }
}

/** How many friends a plan allows; who has more from better days keeps them. */
export function isBelowFriendLimit(person: { plan: 'free' | 'pro'; friendCount: number }, limits: Limits): boolean {
  return person.friendCount < (person.plan === 'pro' ? limits.friendsPro : limits.friendsFree)
}

/** Seconds to wait after a decline before asking again; 0 when the wait is over or there was none. */
export function cooldownLeft(secondsSinceDecline: number | undefined, limits: Limits): number {
  if (secondsSinceDecline === undefined) return 0
  return Math.max(0, Math.ceil(limits.declineCooldownHours * 3600 - secondsSinceDecline))
}
