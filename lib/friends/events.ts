import type { VisiblePerson } from '@/lib/accounts/schema'
import { defineEvent, defineStoredEvent, isPerson, isText } from '@/lib/events/define-event'
import { visiblePerson } from '@/lib/events/references'

/** A request was made, by the owner or to them, or its greeting was written. */
export const friendRequest = defineEvent<
  { fromId: string; toId: string; since: string },
  { fromUser: VisiblePerson; toUser: VisiblePerson; since: string; greeting: string | null }
>()({
  type: 'friend_request',
  guard: ({ fromUser, toUser, since }) => isPerson(fromUser) && isPerson(toUser) && isText(since),
  references: ({ fromId, toId }) => ({ people: [fromId, toId], greetings: [{ askerId: fromId, recipientId: toId }] }),
  view({ userId, data: { fromId, toId, since } }, loaded) {
    const [fromUser, toUser] = [visiblePerson(fromId, userId, loaded), visiblePerson(toId, userId, loaded)]
    const areVisible = 'username' in fromUser && 'username' in toUser
    return { fromUser, toUser, since, greeting: (areVisible && loaded.greetings.get(fromId, toId)?.body) || null }
  },
  changesCounts: true,
})

/** An open request is gone without a friendship: declined, cancelled or blocked. */
export const friendRequestRemoved = defineStoredEvent<{ userId: string }>()({
  type: 'friend_request_removed',
  guard: ({ userId }) => isText(userId),
  changesCounts: true,
})

/** Two people are friends; `by` is the one who accepted. */
export const friendAccepted = defineEvent<
  { userId: string; by: string; since: string },
  { fromUser: VisiblePerson; by: string; since: string }
>()({
  type: 'friend_accepted',
  guard: ({ fromUser, by, since }) => isPerson(fromUser) && isText(by) && isText(since),
  references: ({ userId }) => ({ people: [userId] }),
  view: ({ userId, data }, loaded) => ({
    fromUser: visiblePerson(data.userId, userId, loaded),
    by: data.by,
    since: data.since,
  }),
  changesCounts: true,
})

export const friendRemoved = defineStoredEvent<{ userId: string }>()({
  type: 'friend_removed',
  guard: ({ userId }) => isText(userId),
  changesCounts: false,
})
