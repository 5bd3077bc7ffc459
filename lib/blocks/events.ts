import { defineStoredEvent, isText } from '@/lib/events/define-event'

/** The owner has blocked or unblocked somebody. */
export const blocksChanged = defineStoredEvent<{ userId: string; blocked: boolean }>()({
  type: 'blocks_changed',
  guard: ({ userId, blocked }) => isText(userId) && typeof blocked === 'boolean',
  changesCounts: true,
})
