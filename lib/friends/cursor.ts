import { isValidTime, parseCursorInput } from '@/lib/paging'

interface Place {
  /** Time of the first page. */
  at: Date
  online: boolean
  displayName: string
  username: string
}

/** Formats a cursor for the list of friends. The name comes last, because it may have any character. */
export const friendCursor = ({ at, online, displayName, username }: Place) =>
  [at.toISOString(), online ? 'online' : 'offline', username, displayName].join('~')

const FRIEND_CURSOR = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(online|offline)~([a-z0-9_.]{3,30})~(.+)$/su

/** Returns the place of a cursor, or undefined for text that is not one. */
export function parseFriendCursor(cursor: string): Place | undefined {
  const [, at, state, username, displayName] = FRIEND_CURSOR.exec(cursor) ?? []
  if (!at || !username || !displayName || !isValidTime(at)) return undefined
  return { at: new Date(at), online: state === 'online', displayName, username }
}

/** Returns the place of a cursor from a request, or undefined without one. Throws `invalid` for other text. */
export const parseFriendCursorInput = (cursor: string | undefined) => parseCursorInput(cursor, parseFriendCursor)
