import type { Route } from 'next'
import { profilePath } from '@/components/friends/paths'
import { words } from '@/components/strings/en'
import type { Notification, NotificationKind } from '@/lib/notifications/schema'

const { sentences } = words.notifications

interface Look {
  sentence(name: string): string
  /** Where one goes to see more. */
  href(notification: Notification): Route
}

const LOOKS: Record<NotificationKind, Look> = {
  friend_request: { sentence: sentences.friend_request, href: () => '/friends' },
  greeting: { sentence: sentences.greeting, href: () => '/friends' },
  friend_accepted: { sentence: sentences.friend_accepted, href: ({ person }) => profilePath(person.username) },
}

/** How a notification is told; undefined for a kind of a newer server. */
export const notificationAppearance = ({ kind }: Notification): Look | undefined =>
  Object.hasOwn(LOOKS, kind) ? LOOKS[kind] : undefined
