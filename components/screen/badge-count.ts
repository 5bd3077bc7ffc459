import type { Counts } from '@/lib/accounts/schema'

/** How much is new, as title and icon say it. An open request counts as its notification does, until that is seen. */
export const badgeCount = ({ unread, notifications }: Counts): number => unread + notifications
