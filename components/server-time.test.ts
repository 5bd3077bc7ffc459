import { beforeEach, expect, it, vi } from 'vitest'

const SERVER_AT = Date.parse('2026-03-10T12:00:00.000Z')
const MINUTE_MS = 60_000

/** Clocks in ms: the server's time follows the monotonic clock, the device's time of day differs by an offset. */
const clocks = { monotonic: 0, offset: 0 }
const serverTime = () => SERVER_AT + clocks.monotonic
const advance = (ms: number) => {
  clocks.monotonic += ms
}

let time: typeof import('./server-time')

beforeEach(async () => {
  clocks.monotonic = 1000
  clocks.offset = 0
  vi.spyOn(Date, 'now').mockImplementation(() => serverTime() + clocks.offset)
  vi.spyOn(performance, 'now').mockImplementation(() => clocks.monotonic)
  vi.resetModules()
  time = await import('./server-time')
})

/** Receives a response after `tookMs`; the server sets its Date header half-way. */
function receiveResponse(tookMs = 100, more: Record<string, string> = {}) {
  const sentAt = clocks.monotonic
  advance(tookMs / 2)
  const headers = new Headers({ date: new Date(serverTime()).toUTCString(), ...more })
  advance(tookMs / 2)
  time.learnServerTime(headers, sentAt)
}

const error = () => Math.abs(time.serverNow() - serverTime())

it.each([20, -20, 60 * 24, -60 * 24 * 365, 0.5])(
  'serverNow is within 1.1 s of the server on a device that is %d minutes fast',
  (minutes) => {
    clocks.offset = minutes * MINUTE_MS
    receiveResponse()
    expect(error()).toBeLessThanOrEqual(1100)
    advance(5 * MINUTE_MS)
    expect(error()).toBeLessThanOrEqual(1100)
  },
)

it('serverNow gets more exact with every response, and its error never exceeds the duration of the slowest one', () => {
  clocks.offset = 20 * MINUTE_MS
  receiveResponse(8000)
  expect(error()).toBeLessThanOrEqual(9000)
  for (let count = 0; count < 50; count++) {
    advance(137)
    receiveResponse(20)
  }
  expect(error()).toBeLessThanOrEqual(150)
})

it('serverNow equals the device time and no listener is called while the device clock is correct', () => {
  const listener = vi.fn()
  time.onServerTime(listener)
  for (let count = 0; count < 20; count++) {
    advance(777)
    receiveResponse(300)
    expect(time.serverNow()).toBe(Date.now())
  }
  expect(listener).not.toHaveBeenCalled()
})

it('a listener is called once when the device clock turns out to be wrong', () => {
  const listener = vi.fn()
  const stop = time.onServerTime(listener)
  clocks.offset = -20 * MINUTE_MS
  receiveResponse()
  receiveResponse()
  expect(listener).toHaveBeenCalledOnce()
  stop()
})

it('serverNow stays correct when the device clock is set back while the tab is open', () => {
  receiveResponse()
  clocks.offset = -60 * MINUTE_MS
  expect(error()).toBeLessThanOrEqual(1100)
})

it('hasClockJumped is true once after the clock is set, and serverNow is correct after the next response', () => {
  receiveResponse()
  clocks.offset = 5 * MINUTE_MS
  expect(time.hasClockJumped()).toBe(true) // Also on the first call.
  advance(1000)
  expect(time.hasClockJumped()).toBe(false)
  for (const minutes of [20, -20]) {
    clocks.offset = minutes * MINUTE_MS
    expect(time.hasClockJumped()).toBe(true)
    expect(time.hasClockJumped()).toBe(false)
    receiveResponse()
    expect(error()).toBeLessThanOrEqual(1100)
  }
})

it.each([{ date: '' }, { date: 'yesterday' }, { age: '3600' }])(
  'serverNow is unchanged by a response with headers %o',
  (headers) => {
    const before = time.serverNow() - Date.now()
    clocks.offset = 0
    receiveResponse(0, headers)
    expect(time.serverNow() - Date.now()).toBe(before)
  },
)
