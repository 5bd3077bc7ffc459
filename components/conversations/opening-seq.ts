import type { Conversation } from '@/lib/conversations/schema'

/** Number of messages in the newest page. */
const NEWEST_PAGE = 50

/**
 * Returns the seq around which a conversation opens that has more unread messages than the newest page holds: the one
 * read last; otherwise undefined.
 */
export function openingSeqOf({ unread, lastSeq, lastReadSeq }: Conversation): number | undefined {
  return unread > 0 && lastSeq - lastReadSeq > NEWEST_PAGE ? lastReadSeq : undefined
}
