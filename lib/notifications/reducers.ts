import type { LogEvent } from '@/lib/events/registry'
import { mapItems, type Pages, withItem } from '@/lib/pages'
import { REQUEST_KINDS } from './rules'
import type { Notification } from './schema'

type NotificationList = Pages<Notification>

const newestFirst = (a: Notification, b: Notification) => b.seq - a.seq

/** Reduces the viewer's notifications, newest first. A notification is removed with its reason, as in the database. */
export function reduceNotifications(list: NotificationList, event: LogEvent): NotificationList {
  switch (event.type) {
    case 'notification':
      if ('gone' in event.data) return withoutSeq(list, event.data.seq)
      return withItem(list, event.data.notification, newestFirst)
    case 'notifications_read':
      return read(list, event.data.upTo)
    case 'friend_request_removed':
      return without(list, event.data.userId, REQUEST_KINDS)
    case 'friend_accepted':
      return without(list, event.data.fromUser.id, REQUEST_KINDS)
    case 'blocks_changed':
      return event.data.blocked ? without(list, event.data.userId) : list
    case 'profile_changed': {
      const { user } = event.data
      if (!('username' in user)) return without(list, user.id)
      return mapItems(list, (items) =>
        items.some(({ person }) => person.id === user.id)
          ? items.map((item) => (item.person.id === user.id ? { ...item, person: user } : item))
          : items,
      )
    }
    default:
      return list
  }
}

const read = (list: NotificationList, upTo: number) =>
  mapItems(list, (items) =>
    items.some((item) => item.seq <= upTo && !item.read)
      ? items.map((item) => (item.seq <= upTo ? { ...item, read: true } : item))
      : items,
  )

const withoutSeq = (list: NotificationList, seq: number) =>
  mapItems(list, (items) => (items.some((item) => item.seq === seq) ? items.filter((item) => item.seq !== seq) : items))

function without(list: NotificationList, personId: string, kinds?: Notification['kind'][]) {
  const concerned = (item: Notification) => item.person.id === personId && (kinds?.includes(item.kind) ?? true)
  return mapItems(list, (items) => (items.some(concerned) ? items.filter((item) => !concerned(item)) : items))
}
