import { z } from 'zod'
import type { Person } from '@/lib/accounts/schema'
import { text, wholeNumber } from '@/lib/text'

export const listNotificationsInput = z.object({
  cursor: text.max(15).pipe(wholeNumber).optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(50),
})
export type ListNotificationsInput = z.infer<typeof listNotificationsInput>

export const readNotificationsInput = z.object({ upTo: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

/** Kinds of events that create a notification. */
export type NotificationKind = 'friend_request' | 'friend_accepted' | 'greeting' | 'invitation_accepted'

export interface Notification {
  id: string
  /** Number of the notification within those of its user; `upTo` refers to it. */
  seq: number
  kind: NotificationKind
  /** The person who caused the notification. */
  person: Person
  createdAt: string
  read: boolean
}
