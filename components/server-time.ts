import { createListeners } from './create-store'

/** A larger change between the two clocks of a device means that it slept or its time of day was changed. */
const JUMP_MS = 2000
/** The HTTP Date header has a resolution of one second. */
const DATE_RESOLUTION_MS = 999
/** Smaller corrections do not change displayed times, so listeners are not called. */
const MIN_CORRECTION_MS = 1000

/** One moment in ms on three clocks: the server's, `Date.now()` and `performance.now()`, which cannot be set. */
interface Reading {
  server: number
  wall: number
  monotonic: number
}

let reading: Reading | undefined
let clockDifference = Date.now() - performance.now()
const { subscribe, notify } = createListeners()

/**
 * Returns the server's time in ms, or the device's before the first response. All displayed times are the server's, so
 * compare them with this: a device's clock may be wrong by hours and may be changed at any time.
 */
export function serverNow(): number {
  if (!reading) return Date.now()
  const byWall = Date.now() - reading.wall
  const byMonotonic = performance.now() - reading.monotonic
  // Some devices stop the monotonic clock while they sleep; the wall clock only goes back when somebody sets it.
  return Math.round(reading.server + Math.max(byWall, byMonotonic))
}

/** Updates the server time from the headers of a response whose request was sent at `sentAt` (`performance.now()`). */
export function learnServerTime(headers: Headers, sentAt: number): void {
  const date = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(date) || headers.has('age')) return // `Age` marks an old response from an HTTP cache.
  const estimate = serverNow()
  const latest = date + DATE_RESOLUTION_MS + (performance.now() - sentAt)
  // An estimate that agrees with the response is kept, so that displayed times do not flicker.
  const server = Math.min(Math.max(estimate, date), latest)
  reading = { server, wall: Date.now(), monotonic: performance.now() }
  if (Math.abs(server - estimate) >= MIN_CORRECTION_MS) notify()
}

/** Calls a listener when the server time was corrected by a second or more. Returns a function that stops it. */
export const onServerTime = subscribe

/** Returns whether the device slept, or its time of day was changed, since the last call or since the page opened. */
export function hasClockJumped(): boolean {
  const difference = Date.now() - performance.now()
  const hasJumped = Math.abs(difference - clockDifference) > JUMP_MS
  clockDifference = difference
  return hasJumped
}
