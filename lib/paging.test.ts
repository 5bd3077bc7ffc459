import { describe, expect, it } from 'vitest'
import { pageOf, parseTimeCursor, timeCursor } from './paging'

const id = '01a1ffdb-d075-70c6-8a5a-436978707eed'

describe('pageOf', () => {
  const cursorOf = (row: number) => String(row)

  it('a page has no next cursor when no extra row was read', () => {
    expect(pageOf([1, 2], 2, cursorOf)).toEqual({ items: [1, 2], nextCursor: null })
    expect(pageOf([], 2, cursorOf)).toEqual({ items: [], nextCursor: null })
  })

  it('a page leaves out the extra row, and its next cursor is that of its last item', () => {
    expect(pageOf([1, 2, 3], 2, cursorOf)).toEqual({ items: [1, 2], nextCursor: '2' })
  })
})

describe('parseTimeCursor', () => {
  it('a cursor made by timeCursor is parsed to the same time and id', () => {
    const at = new Date('2026-02-03T04:05:06.789Z')
    expect(parseTimeCursor(timeCursor({ at, id }))).toEqual({ since: at.toISOString(), id })
  })

  it.each([
    '',
    id,
    `2026-02-03T04:05:06.789Z~`,
    `2026-02-03T04:05:06.789Z~${'-'.repeat(36)}`,
    `2026-02-03T04:05:06.789Z~${id}0`,
    `2026-13-03T04:05:06.789Z~${id}`,
    `2026-02-30T04:05:06.789Z~${id}`,
    `0000-02-03T04:05:06.789Z~${id}`,
  ])('%j is not a cursor, because PostgreSQL could not compare with it', (text) => {
    expect(parseTimeCursor(text)).toBeUndefined()
  })
})
