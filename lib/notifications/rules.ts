import type { NotificationKind } from './schema'

/** How long a notification is kept. */
export const NOTIFICATION_DAYS = 90

/** What somebody is notified of with a request; it goes away with the request. */
export const REQUEST_KINDS: NotificationKind[] = ['friend_request', 'greeting']
