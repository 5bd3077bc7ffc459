import { expect, test } from 'vitest'
import { ANY_TIME, searchTimeRange } from './time-filter'

const now = new Date(2026, 2, 29, 15, 30)
const day = (year: number, month: number, date: number) => new Date(year, month - 1, date).toISOString()

test('a week, month or year begins at midnight, so that the query is the same all day', () => {
  expect(searchTimeRange({ ...ANY_TIME, when: 'week' }, now)).toEqual({ since: day(2026, 3, 22) })
  expect(searchTimeRange({ ...ANY_TIME, when: 'month' }, now)).toEqual({ since: day(2026, 2, 27) })
  expect(searchTimeRange({ ...ANY_TIME, when: 'year' }, now)).toEqual({ since: day(2025, 3, 29) })
})

test('a range of dates includes its last day, and either end may be open', () => {
  const dates = { when: 'dates', firstDay: '2025-12-31', lastDay: '2025-12-31' } as const
  expect(searchTimeRange(dates, now)).toEqual({ since: day(2025, 12, 31), until: day(2026, 1, 1) })
  expect(searchTimeRange({ ...dates, lastDay: '' }, now)).toEqual({ since: day(2025, 12, 31) })
  expect(searchTimeRange({ ...dates, firstDay: '', lastDay: '' }, now)).toEqual({})
})

test('chosen dates are ignored when the filter is not set to dates', () => {
  expect(searchTimeRange({ when: 'any', firstDay: '2025-01-01', lastDay: '2025-01-02' }, now)).toEqual({})
})
