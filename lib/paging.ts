import { AppError } from './errors'

/** A page of a list. `nextCursor` is null on the last page. */
export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/** Returns the page from up to `limit + 1` rows; the extra row only shows that there is a next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

/** Formats a cursor for lists that are ordered by time and then id. */
export const timeCursor = ({ at, id }: { at: Date; id: string }) => `${at.toISOString()}~${id}`

const TIME_CURSOR = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Returns the time and id of a cursor; undefined for text that is not a cursor. */
export function parseTimeCursor(cursor: string): { since: string; id: string } | undefined {
  const [, since, id] = TIME_CURSOR.exec(cursor) ?? []
  return since && id && isValidTime(since) ? { since, id } : undefined
}

/** Returns the time and id of a cursor from a request, or undefined without one. Throws `invalid` for other text. */
export const parseTimeCursorInput = (cursor: string | undefined) => parseCursorInput(cursor, parseTimeCursor)

/** Returns what `parse` reads from the cursor of a request, or undefined without one. Throws `invalid` for other text. */
export function parseCursorInput<Place>(
  cursor: string | undefined,
  parse: (cursor: string) => Place | undefined,
): Place | undefined {
  const parsed = cursor === undefined ? undefined : parse(cursor)
  if (cursor === undefined || parsed) return parsed
  throw new AppError('invalid', 'invalid', 'That cursor is not one of ours.', {
    errors: { cursor: 'is not a cursor' },
  })
}

export function isValidTime(text: string): boolean {
  const time = Date.parse(text)
  // `Date.parse` accepts 30 February as a day in March, so the result is compared with the text.
  return !Number.isNaN(time) && new Date(time).toISOString() === text
}
