import { LANGUAGE } from './locale'

// Counts and durations are part of a sentence, so they follow its language and not the region of the reader.
const plural = new Intl.PluralRules(LANGUAGE)
const number = new Intl.NumberFormat(LANGUAGE)

const MAX_COUNTED = 99

/** Returns "1 request", "3 requests". */
export const withCount = (count: number, one: string, many: string) =>
  `${number.format(count)} ${plural.select(count) === 'one' ? one : many}`

export const shortCount = (count: number) =>
  count > MAX_COUNTED ? `${number.format(MAX_COUNTED)}+` : number.format(count)

/** Units of a wait with the count from which each is used; one day is given in hours. */
const UNITS = [
  ['day', 86_400, 2],
  ['hour', 3600, 1],
  ['minute', 60, 1],
] as const

/** Returns a duration in its largest unit: "40 seconds", "3 minutes", "2 hours", "6 days". */
export function waitingTime(seconds: number): string {
  const [unit, size] = UNITS.find(([, size, from]) => seconds >= size * from) ?? ['second', 1]
  return new Intl.NumberFormat(LANGUAGE, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(seconds / size))
}
