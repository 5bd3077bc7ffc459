import type { Counts } from '@/lib/accounts/schema'

/** Returns the count for the title and the app icon. An open request counts by its notification, until that is read. */
export const badgeCount = ({ unread, notifications }: Counts): number => unread + notifications
