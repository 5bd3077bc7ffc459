import { defineEvent, defineStoredEvent, isPerson } from '@/lib/events/define-event'
import { visiblePerson } from '@/lib/events/references'
import type { VisiblePerson } from './schema'

/** The profile of the owner or of a user they know has changed, or that user may not be seen any more. */
export const profileChanged = defineEvent<{ userId: string }, { user: VisiblePerson }>()({
  type: 'profile_changed',
  guard: ({ user }) => isPerson(user),
  references: ({ userId }) => ({ people: [userId] }),
  view: ({ userId, data }, loaded) => ({ user: visiblePerson(data.userId, userId, loaded) }),
  // Requests and messages of a user who may not be seen any more do not count.
  changesCounts: ({ user }, viewerId) => user.id === viewerId || !('username' in user),
})

/** A setting of the owner was changed, on another device or by the operator. */
export const settingsChanged = defineStoredEvent<Record<string, never>>()({
  type: 'settings_changed',
  guard: () => true,
  changesCounts: true,
})
