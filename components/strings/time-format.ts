export interface TimeSettings {
  /** Decides the order of day and month, and whether the clock has 12 or 24 hours. */
  locale: string
  /** IANA name; undefined for the zone of this device. */
  timeZone?: string | undefined
}

export type TimeFormat = ReturnType<typeof buildFormat>

const DAY_MS = 86_400_000
const QUARTER_MS = 15 * 60_000
const DAYS_NAMED_BY_WEEKDAY = 7
const MAX_FORMATS = 100

const formats = new Map<string, TimeFormat>()

/** Returns the formats of times for a reader. Throws RangeError for a time zone that does not exist. */
export function timeFormat({ locale, timeZone }: TimeSettings): TimeFormat {
  const key = `${locale} ${timeZone ?? ''}`
  const known = formats.get(key)
  if (known) return known
  if (formats.size >= MAX_FORMATS) formats.clear() // Readers choose both, so there is no end of them.
  const format = buildFormat({ locale, timeZone })
  formats.set(key, format)
  return format
}

function buildFormat({ locale, timeZone }: TimeSettings) {
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    return (at: Date) => withPlainSpaces(format.format(at))
  }
  const clockTime = dates({ hour: 'numeric', minute: '2-digit' })
  const weekday = dates({ weekday: 'short' })
  const longWeekday = dates({ weekday: 'long' })
  const dayAndMonth = dates({ day: 'numeric', month: 'short' })
  const longDay = dates({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayWithYear = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const longDayWithYear = dates({ day: 'numeric', month: 'long', year: 'numeric' })
  const exactTime = dates({ dateStyle: 'full', timeStyle: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })
  const localTime = localTimeIn(timeZone)

  const dayNumber = (at: Date) => Math.floor(localTime(at) / DAY_MS)
  const yearOf = (at: Date) => new Date(localTime(at)).getUTCFullYear()

  /** Returns the number of midnights between the two in the reader's time zone; negative for the future. */
  const daysBetween = (at: Date, now: Date) => dayNumber(now) - dayNumber(at)

  /** Returns a short form: the time today, the weekday within a week, then the date. */
  function shortTime(at: Date, now: Date, yesterday: string): string {
    const days = daysBetween(at, now)
    if (days <= 0) return clockTime(at)
    if (days === 1) return yesterday
    if (days < DAYS_NAMED_BY_WEEKDAY) return weekday(at)
    return yearOf(at) === yearOf(now) ? dayAndMonth(at) : dayWithYear(at)
  }

  /** Returns minutes within the last hour, then the short form; reads well after "last seen". */
  function timeAgo(at: Date, now: Date, names: { justNow: string; yesterday: string }): string {
    const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
    if (minutes < 1) return names.justNow
    return minutes < 60 ? relative.format(-minutes, 'minute') : shortTime(at, now, names.yesterday)
  }

  /** Returns a day for a heading. */
  function dayName(at: Date, now: Date, names: { today: string; yesterday: string }): string {
    const days = daysBetween(at, now)
    if (days <= 0) return names.today
    if (days === 1) return names.yesterday
    if (days < DAYS_NAMED_BY_WEEKDAY) return longWeekday(at)
    return yearOf(at) === yearOf(now) ? longDay(at) : longDayWithYear(at)
  }

  /** `formatDate` returns "26 Sept 2026". */
  return { clockTime, exactTime, formatDate: dayWithYear, daysBetween, shortTime, timeAgo, dayName }
}

/** Some versions of Intl write a narrow space before AM and PM, others a plain one; server and browser must agree. */
const withPlainSpaces = (text: string) => text.replaceAll('\u202f', ' ')

/** Returns a function that gives the local date and time of a moment, as if it were UTC, in ms. */
function localTimeIn(timeZone: string | undefined): (at: Date) => number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  /** Offsets by quarter of an hour: no zone changes its offset within one. A conversation asks for each message. */
  const offsets = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at.getTime() / QUARTER_MS)
    const known = offsets.get(quarter)
    if (known !== undefined) return at.getTime() + known
    const start = quarter * QUARTER_MS
    const part = Object.fromEntries(parts.formatToParts(start).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
    const offset = Date.UTC(year, month - 1, day, hour, minute) - start
    offsets.set(quarter, offset)
    return at.getTime() + offset
  }
}
