import { createListeners } from './create-store'

/** Difference beyond which the device's clocks disagree: it was suspended, or its time was changed. */
const JUMP_MS = 2000
/** HTTP names the second only. */
const CUT_OFF_MS = 999
/** Smaller changes move nothing that is shown. */
const WORTH_TELLING_MS = 1000

/** One moment by all clocks: the server's, the device's time of day, and the one that nobody can set. */
interface Reading {
  server: number
  wall: number
  steady: number
}

let reading: Reading | undefined
let partedBy = Date.now() - performance.now()
const { subscribe, notify } = createListeners()

/**
 * The time by the server's clock, as far as it has told. All times that people see are the server's, so whatever is
 * compared with them is compared by this; a device's clock may be wrong by hours or be changed at any time.
 */
export function serverNow(): number {
  if (!reading) return Date.now()
  const byWall = Date.now() - reading.wall
  const bySteady = performance.now() - reading.steady
  // Some devices stop the steady clock while they sleep; nothing but somebody's hand sets the other one back.
  return Math.round(reading.server + Math.max(byWall, bySteady))
}

/** Learns the time from an answer to a call that was made at `askedAt`, by `performance.now()`. */
export function learnServerTime(headers: Headers, askedAt: number): void {
  const written = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(written) || headers.has('age')) return // An old answer from a cache on the way tells nothing.
  const believed = serverNow()
  const latest = written + CUT_OFF_MS + (performance.now() - askedAt)
  // A belief that the answer allows is kept: times must not flicker.
  const server = Math.min(Math.max(believed, written), latest)
  reading = { server, wall: Date.now(), steady: performance.now() }
  if (Math.abs(server - believed) >= WORTH_TELLING_MS) notify()
}

/** Calls a listener when the time by the server has turned out to differ. Returns a function that stops it. */
export const onServerTime = subscribe

/** Whether the device has slept, or its time of day was changed, since this was last asked, or since the page was opened. */
export function hasClockJumped(): boolean {
  const gap = Date.now() - performance.now()
  const hasJumped = Math.abs(gap - partedBy) > JUMP_MS
  partedBy = gap
  return hasJumped
}
