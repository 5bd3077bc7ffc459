import type { Route } from 'next'
import type { Strings } from '@/components/strings/strings'
import type { Notification, NotificationKind } from '@/lib/notifications/schema'

/** Typed routes do not know paths with a name. */
const conversationWith = (username: string) => `/messages/with/${username}` as Route

const PATHS: Record<NotificationKind, (notification: Notification) => Route> = {
  friend_request: () => '/friends?show=requests',
  greeting: () => '/friends?show=requests',
  friend_accepted: ({ person }) => conversationWith(person.username),
  invitation_accepted: ({ person }) => conversationWith(person.username),
}

/** Whether this client knows the kind; a newer server may send others. */
export const isKnownKind = ({ kind }: Notification): boolean => Object.hasOwn(PATHS, kind)

/** Returns the path that a notification of a known kind opens. */
export const notificationPath = (notification: Notification): Route => PATHS[notification.kind](notification)

/** Returns the sentence of a notification of a known kind, with `name` for its person. */
export const notificationText = ({ kind }: Notification, name: string, { notifications }: Strings): string =>
  notifications.sentences[kind](name)
