import { locale } from './locale'

const plural = new Intl.PluralRules(locale)
const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })
const number = new Intl.NumberFormat(locale)
const dateFormat = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)

const clock = dateFormat({ hour: 'numeric', minute: '2-digit' })
const weekday = dateFormat({ weekday: 'short' })
const longWeekday = dateFormat({ weekday: 'long' })
const dayAndMonth = dateFormat({ day: 'numeric', month: 'short' })
const longDay = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' })
const dayWithYear = dateFormat({ day: 'numeric', month: 'short', year: 'numeric' })
const longDayWithYear = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' })
const exact = dateFormat({ dateStyle: 'full', timeStyle: 'short' })

const MAX_COUNTED = 99
const DAYS_NAMED_BY_WEEKDAY = 7

/** Returns "1 request", "3 requests". */
export const withCount = (count: number, one: string, many: string) =>
  `${number.format(count)} ${plural.select(count) === 'one' ? one : many}`

export const shortCount = (count: number) =>
  count > MAX_COUNTED ? `${number.format(MAX_COUNTED)}+` : number.format(count)

export const clockTime = (at: Date) => clock.format(at)
export const exactTime = (at: Date) => exact.format(at)

/** Returns "26 Sept 2026". */
export const formatDate = (at: Date) => dayWithYear.format(at)

/** Returns the number of midnights between the two in the reader's time zone; negative for the future. */
export function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}

/** Returns a short form: the time today, the weekday within a week, then the date. */
export function shortTime(at: Date, now: Date, yesterday: string): string {
  const days = daysBetween(at, now)
  if (days <= 0) return clock.format(at)
  if (days === 1) return yesterday
  if (days < DAYS_NAMED_BY_WEEKDAY) return weekday.format(at)
  return at.getFullYear() === now.getFullYear() ? dayAndMonth.format(at) : dayWithYear.format(at)
}

/** Returns minutes within the last hour, then the short form; reads well after "last seen". */
export function timeAgo(at: Date, now: Date, names: { justNow: string; yesterday: string }): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return names.justNow
  return minutes < 60 ? relative.format(-minutes, 'minute') : shortTime(at, now, names.yesterday)
}

/** Returns a day for a heading. */
export function dayName(at: Date, now: Date, names: { today: string; yesterday: string }): string {
  const days = daysBetween(at, now)
  if (days <= 0) return names.today
  if (days === 1) return names.yesterday
  if (days < DAYS_NAMED_BY_WEEKDAY) return longWeekday.format(at)
  return at.getFullYear() === now.getFullYear() ? longDay.format(at) : longDayWithYear.format(at)
}

/** Units of a wait with the count from which each is used; one day is given in hours. */
const UNITS = [
  ['day', 86_400, 2],
  ['hour', 3600, 1],
  ['minute', 60, 1],
] as const

/** Returns a duration in its largest unit: "40 seconds", "3 minutes", "2 hours", "6 days". */
export function waitingTime(seconds: number): string {
  const [unit, size] = UNITS.find(([, size, from]) => seconds >= size * from) ?? ['second', 1]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(seconds / size))
}
