import type { Route } from 'next'
import { profilePath } from '@/components/people/paths'
import type { Strings } from '@/components/strings/strings'
import type { Notification, NotificationKind } from '@/lib/notifications/schema'

const PATHS: Record<NotificationKind, (notification: Notification) => Route> = {
  friend_request: () => '/friends',
  greeting: () => '/friends',
  friend_accepted: ({ person }) => profilePath(person.username),
}

/** Whether this client knows the kind; a newer server may send others. */
export const isKnownKind = ({ kind }: Notification): boolean => Object.hasOwn(PATHS, kind)

/** Returns the path that a notification of a known kind opens. */
export const notificationPath = (notification: Notification): Route => PATHS[notification.kind](notification)

/** Returns the sentence of a notification of a known kind, with `name` for its person. */
export const notificationText = ({ kind }: Notification, name: string, { notifications }: Strings): string =>
  notifications.sentences[kind](name)
