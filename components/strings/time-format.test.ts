import { describe, expect, test } from 'vitest'
import { timeFormat } from './time-format'

const NAMES = { today: 'Today', yesterday: 'Yesterday' }
const AGO = { justNow: 'just now', yesterday: 'yesterday' }

describe('in the locale of the reader', () => {
  const at = new Date('2026-10-01T17:09:00Z')

  test('British English has the day first and 24 hours', () => {
    const { clockTime, formatDate } = timeFormat({ locale: 'en-GB', timeZone: 'UTC' })
    expect([clockTime(at), formatDate(at)]).toEqual(['17:09', '1 Oct 2026'])
  })

  test('American English has the month first and 12 hours, with a plain space before PM', () => {
    const { clockTime, formatDate } = timeFormat({ locale: 'en-US', timeZone: 'UTC' })
    expect([clockTime(at), formatDate(at)]).toEqual(['5:09 PM', 'Oct 1, 2026'])
  })
})

describe('in the time zone of the reader', () => {
  const at = new Date('2026-03-03T22:30:00Z')
  const now = new Date('2026-03-03T23:30:00Z')
  const inZone = (timeZone: string) => timeFormat({ locale: 'en-GB', timeZone })

  test('a midnight between two moments makes them two days', () => {
    expect(inZone('UTC').daysBetween(at, now)).toBe(0)
    expect(inZone('Europe/Berlin').daysBetween(at, now)).toBe(1)
    expect(inZone('Asia/Kathmandu').daysBetween(at, now)).toBe(0)
  })

  test('the clock shows the local time', () => {
    expect(inZone('Asia/Kathmandu').clockTime(at)).toBe('4:15')
  })

  test('days are counted right when clocks are changed', () => {
    const { daysBetween } = inZone('America/New_York')
    expect(daysBetween(new Date('2026-03-08T04:59:00Z'), new Date('2026-03-08T05:00:00Z'))).toBe(1)
    expect(daysBetween(new Date('2026-03-09T03:59:00Z'), new Date('2026-03-09T04:00:00Z'))).toBe(1)
  })

  test('days before 1970 are counted too', () => {
    expect(inZone('UTC').daysBetween(new Date('1969-12-31T23:00:00Z'), new Date('1970-01-01T01:00:00Z'))).toBe(1)
  })

  test('a zone that does not exist is refused', () => {
    expect(() => inZone('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('the form of a time depends on how long ago it was', () => {
  const { shortTime, timeAgo, dayName } = timeFormat({ locale: 'en-GB', timeZone: 'UTC' })
  const now = new Date('2026-10-21T12:00:00Z')
  const cases = [
    ['2026-10-21T11:59:30Z', '11:59', 'just now', 'Today'],
    ['2026-10-21T11:20:00Z', '11:20', '40 min ago', 'Today'],
    ['2026-10-21T09:00:00Z', '9:00', '9:00', 'Today'],
    ['2026-10-20T23:59:00Z', 'Yesterday', 'yesterday', 'Yesterday'],
    ['2026-10-17T12:00:00Z', 'Sat', 'Sat', 'Saturday'],
    ['2026-10-01T12:00:00Z', '1 Oct', '1 Oct', expect.stringMatching(/^Thursday,? 1 October$/)],
    ['2025-10-01T12:00:00Z', '1 Oct 2025', '1 Oct 2025', '1 October 2025'],
    ['2026-10-22T12:00:00Z', '12:00', 'just now', 'Today'],
  ] as const
  test.each(cases)('%s is short %s, ago %s and a day %s', (time, short, ago, day) => {
    const at = new Date(time)
    expect(shortTime(at, now, NAMES.yesterday)).toBe(short)
    expect(timeAgo(at, now, AGO)).toBe(ago)
    expect(dayName(at, now, NAMES)).toEqual(day)
  })
})
