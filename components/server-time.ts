import { createListeners } from './create-store'

/** Difference beyond which the device's clocks disagree: it was suspended, or its time was changed. */
const JUMP_MS = 2000
/** The Date header has a resolution of one second. */
const CUT_OFF_MS = 999
/** Smaller changes are not reported. */
const WORTH_TELLING_MS = 1000

/** One moment on three clocks: the server's, the device's time of day, and the monotonic clock. */
interface Reading {
  server: number
  date: number
  monotonic: number
}

let reading: Reading | undefined
let partedBy = Date.now() - performance.now()
const { subscribe, notify } = createListeners()

/**
 * Returns the time by the server's clock, as far as known. All times shown come from the server and must be compared
 * with this one, because the device's clock may be wrong by hours or be changed at any time.
 */
export function serverNow(): number {
  if (!reading) return Date.now()
  const byDate = Date.now() - reading.date
  const byMonotonic = performance.now() - reading.monotonic
  // Some devices stop the monotonic clock while suspended; the other one goes back only when somebody sets it.
  return Math.round(reading.server + Math.max(byDate, byMonotonic))
}

/** Learns the server's time from the response to a call that was made at `askedAt` (`performance.now()`). */
export function learnServerTime(headers: Headers, askedAt: number): void {
  const written = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(written) || headers.has('age')) return // An old response from a cache is of no use.
  const believed = serverNow()
  const latest = written + CUT_OFF_MS + (performance.now() - askedAt)
  // Keeps a time that the response allows, so that times shown do not flicker.
  const server = Math.min(Math.max(believed, written), latest)
  reading = { server, date: Date.now(), monotonic: performance.now() }
  if (Math.abs(server - believed) >= WORTH_TELLING_MS) notify()
}

/** Calls a listener when the known server time changes. Returns a function that stops it. */
export const onServerTime = subscribe

/**
 * Whether the device was suspended or its time of day was changed since the last call, or since the page was opened.
 */
export function hasClockJumped(): boolean {
  const gap = Date.now() - performance.now()
  const hasJumped = Math.abs(gap - partedBy) > JUMP_MS
  partedBy = gap
  return hasJumped
}
