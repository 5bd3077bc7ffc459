import type { NotificationKind } from './schema'

/** Number of days until a notification is deleted. */
export const NOTIFICATION_DAYS = 90

/** Kinds of notifications about a friend request. They are deleted when the request ends. */
export const REQUEST_KINDS: NotificationKind[] = ['friend_request', 'greeting']
