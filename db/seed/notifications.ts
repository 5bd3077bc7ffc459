import 'server-only'
import type { Random } from './random'
import type { SeedFriendship, SeedNotification } from './types'

/** Returns the notifications of open requests, which are new, and of accepted ones, which are read. */
export function notificationsOf(random: Random, friendships: readonly SeedFriendship[]): SeedNotification[] {
  return friendships
    .map((friendship): Omit<SeedNotification, 'id'> => {
      const { lowId, highId, status, actionUserId, changedAt } = friendship
      const otherId = actionUserId === lowId ? highId : lowId
      const isPending = status === 'pending'
      // The one who acted last has asked, or has accepted the request of the other.
      const kind = isPending ? 'friend_request' : 'friend_accepted'
      return { userId: otherId, actorId: actionUserId, kind, at: changedAt, read: !isPending }
    })
    .sort((a, b) => a.at - b.at)
    .map((notification) => ({ ...notification, id: random.idAt(notification.at) }))
}
