import { AppError } from './errors'

/** A page of a list; `nextCursor` null means there is no more. */
export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/** The page out of `limit + 1` rows read: the extra one only tells that there is more. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

/** A cursor for lists ordered by time and then id. */
export const timeCursor = ({ at, id }: { at: Date; id: string }) => `${at.toISOString()}~${id}`

const TIME_CURSOR = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The time and id of a cursor; undefined for text that is none. */
export function parseTimeCursor(cursor: string): { since: string; id: string } | undefined {
  const [, since, id] = TIME_CURSOR.exec(cursor) ?? []
  return since && id && isMoment(since) ? { since, id } : undefined
}

/** The place a cursor of the caller's names, or undefined for the beginning; refuses text that is no cursor. */
export function timeCursorOf(cursor: string | undefined) {
  const place = cursor === undefined ? undefined : parseTimeCursor(cursor)
  if (cursor === undefined || place) return place
  throw new AppError('invalid', 'invalid', 'That cursor is not one of ours.', {
    errors: { cursor: 'is not a cursor' },
  })
}

function isMoment(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString() === text // The 30th of February parses, as a day in March.
}
