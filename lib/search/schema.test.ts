import { expect, it } from 'vitest'
import { searchMessagesInput } from './schema'

const since = (text: string) => searchMessagesInput.safeParse({ q: 'words', since: text }).data?.since

it.each([
  ['2026-02-01T10:00:00Z', '2026-02-01T10:00:00.000Z'],
  ['2026-02-01T10:00:00.123456+02:00', '2026-02-01T08:00:00.123Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['2026-02-01T10:00:00+23:59', '2026-01-31T10:01:00.000Z'],
])('the time %s is accepted and converted to UTC for PostgreSQL', (text, moment) => {
  expect(since(text)).toBe(moment)
})

it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', 'yesterday'])(
  'the time %s is refused as out of range or not a time',
  (text) => {
    expect(since(text)).toBeUndefined()
  },
)
