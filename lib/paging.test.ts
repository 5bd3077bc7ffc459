import { describe, expect, it } from 'vitest'
import { pageOf, parseTimeCursor, timeCursor } from './paging'

const id = '01a1ffdb-d075-70c6-8a5a-436978707eed'

describe('a page', () => {
  const cursorOf = (row: number) => String(row)

  it('ends without a cursor when nothing was read beyond it', () => {
    expect(pageOf([1, 2], 2, cursorOf)).toEqual({ items: [1, 2], nextCursor: null })
    expect(pageOf([], 2, cursorOf)).toEqual({ items: [], nextCursor: null })
  })

  it('leaves out the row that told of more, and points at its own last one', () => {
    expect(pageOf([1, 2, 3], 2, cursorOf)).toEqual({ items: [1, 2], nextCursor: '2' })
  })
})

describe('a cursor by time and id', () => {
  it('is read as it was made', () => {
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
  ])('is none when it is %j, which PostgreSQL could not compare with', (text) => {
    expect(parseTimeCursor(text)).toBeUndefined()
  })
})
