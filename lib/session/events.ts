import { defineStoredEvent } from '@/lib/events/define-event'

/** A session of the owner has ended. */
export const sessionRevoked = defineStoredEvent<Record<string, never>>()({
  type: 'session_revoked',
  guard: () => true,
  changesCounts: true,
})
