import { defineEvent, defineStoredEvent, isInteger, isPerson, isRecord, isText } from '@/lib/events/define-event'
import { visiblePerson } from '@/lib/events/references'
import type { Notification } from './schema'
import { notificationView } from './views'

const isNotification = (value: unknown) =>
  isRecord(value) && isText(value.id) && isInteger(value.seq) && isText(value.kind) && isPerson(value.person)

/** A notification is new, or one whose reason is gone is to be removed. */
export const notification = defineEvent<
  { seq: number },
  { notification: Notification } | { seq: number; gone: true }
>()({
  type: 'notification',
  guard: (data) => (data.gone === true ? isInteger(data.seq) : isNotification(data.notification)),
  references: ({ seq }) => ({ notifications: [{ seq }] }),
  view({ userId, data: { seq } }, loaded) {
    const stored = loaded.notifications.get(userId, seq)
    const actor = stored && visiblePerson(stored.actorId, userId, loaded)
    if (!stored || !actor || !('username' in actor)) return { seq, gone: true }
    return { notification: notificationView(stored, actor) }
  },
  changesCounts: true,
})

/** The owner has read their notifications up to a seq, on this device or another. */
export const notificationsRead = defineStoredEvent<{ upTo: number; unread: number }>()({
  type: 'notifications_read',
  guard: ({ upTo, unread }) => isInteger(upTo) && isInteger(unread),
  changesCounts: true,
})
