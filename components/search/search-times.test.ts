import { expect, test } from 'vitest'
import { ANY_TIME, searchTimeOptions } from './search-times'

const now = new Date(2026, 2, 29, 15, 30)
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).toISOString()

test('a span of days begins at a midnight, so that it is the same search all day', () => {
  expect(searchTimeOptions({ ...ANY_TIME, when: 'week' }, now)).toEqual({ since: day(2026, 3, 22) })
  expect(searchTimeOptions({ ...ANY_TIME, when: 'month' }, now)).toEqual({ since: day(2026, 2, 27) })
  expect(searchTimeOptions({ ...ANY_TIME, when: 'year' }, now)).toEqual({ since: day(2025, 3, 29) })
})

test('the last day is within, and either end may stay open', () => {
  const dates = { when: 'dates', firstDay: '2025-12-31', lastDay: '2025-12-31' } as const
  expect(searchTimeOptions(dates, now)).toEqual({ since: day(2025, 12, 31), until: day(2026, 1, 1) })
  expect(searchTimeOptions({ ...dates, lastDay: '' }, now)).toEqual({ since: day(2025, 12, 31) })
  expect(searchTimeOptions({ ...dates, firstDay: '', lastDay: '' }, now)).toEqual({})
})

test('days that were chosen and put aside do not count', () => {
  expect(searchTimeOptions({ when: 'any', firstDay: '2025-01-01', lastDay: '2025-01-02' }, now)).toEqual({})
})
