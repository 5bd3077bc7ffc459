import type { HitPosition } from '@/db/queries/message-search'
import { isValidTime } from '@/lib/paging'

const CURSOR =
  /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\d{1,15})$/

/** Formats the position of a search hit as a cursor. */
export const formatHitCursor = ({ at, conversationId, seq }: HitPosition) => `${at}~${conversationId}~${seq}`

/** Returns the position that a cursor names; undefined for text that is not a cursor. */
export function parseHitCursor(cursor: string): HitPosition | undefined {
  const [, at, conversationId, seq] = CURSOR.exec(cursor) ?? []
  return at && conversationId && seq && isValidTime(at) ? { at, conversationId, seq: Number(seq) } : undefined
}
