import { defineEvent, defineStoredEvent, isPerson } from '@/lib/events/define-event'
import { visiblePerson } from '@/lib/events/references'
import type { VisiblePerson } from './schema'

/** Somebody whom the owner of the log knows, or they themselves, has another name or picture, or is not to be seen any more. */
export const profileChanged = defineEvent<{ userId: string }, { user: VisiblePerson }>()({
  type: 'profile_changed',
  guard: ({ user }) => isPerson(user),
  references: ({ userId }) => ({ people: [userId] }),
  view: ({ userId, data }, loaded) => ({ user: visiblePerson(data.userId, userId, loaded) }),
  // Requests and messages of a person who may not be seen any more do not count.
  changesCounts: ({ user }, viewerId) => user.id === viewerId || !('username' in user),
})

/** The owner has changed a setting on another device, or somebody else has for them. */
export const settingsChanged = defineStoredEvent<Record<string, never>>()({
  type: 'settings_changed',
  guard: () => true,
  changesCounts: true,
})
