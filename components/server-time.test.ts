import { beforeEach, expect, it, vi } from 'vitest'

const SERVER_AT = Date.parse('2026-03-10T12:00:00.000Z')
const MINUTE_MS = 60_000

/** The clocks of the test: the server's runs with the steady one, and the device's time of day is off by some. */
const clocks = { steady: 0, off: 0 }
const server = () => SERVER_AT + clocks.steady
const pass = (ms: number) => {
  clocks.steady += ms
}

let time: typeof import('./server-time')

beforeEach(async () => {
  clocks.steady = 1000
  clocks.off = 0
  vi.spyOn(Date, 'now').mockImplementation(() => server() + clocks.off)
  vi.spyOn(performance, 'now').mockImplementation(() => clocks.steady)
  vi.resetModules()
  time = await import('./server-time')
})

/** An answer that takes so long to come, written half-way. */
function answer(tookMs = 100, more: Record<string, string> = {}) {
  const askedAt = clocks.steady
  pass(tookMs / 2)
  const headers = new Headers({ date: new Date(server()).toUTCString(), ...more })
  pass(tookMs / 2)
  time.learnServerTime(headers, askedAt)
}

const error = () => Math.abs(time.serverNow() - server())

it.each([20, -20, 60 * 24, -60 * 24 * 365, 0.5])("is the server's on a device that is %d minutes fast", (minutes) => {
  clocks.off = minutes * MINUTE_MS
  answer()
  expect(error()).toBeLessThanOrEqual(1100)
  pass(5 * MINUTE_MS)
  expect(error()).toBeLessThanOrEqual(1100)
})

it('grows more exact with every answer, and is never further off than the slowest answer allows', () => {
  clocks.off = 20 * MINUTE_MS
  answer(8000)
  expect(error()).toBeLessThanOrEqual(9000)
  for (let asked = 0; asked < 50; asked++) {
    pass(137)
    answer(20)
  }
  expect(error()).toBeLessThanOrEqual(150)
})

it('stays as it is while the device is right, and moves nothing on the screen', () => {
  const told = vi.fn()
  time.onServerTime(told)
  for (let asked = 0; asked < 20; asked++) {
    pass(777)
    answer(300)
    expect(time.serverNow()).toBe(Date.now())
  }
  expect(told).not.toHaveBeenCalled()
})

it('tells that the time has turned out to be another, once', () => {
  const told = vi.fn()
  const stop = time.onServerTime(told)
  clocks.off = -20 * MINUTE_MS
  answer()
  answer()
  expect(told).toHaveBeenCalledOnce()
  stop()
})

it('is not touched by a clock that is set back while the tab is open', () => {
  answer()
  clocks.off = -60 * MINUTE_MS
  expect(error()).toBeLessThanOrEqual(1100)
})

it('notices a clock that is set while the tab is open, and is right again with the next answer', () => {
  answer()
  clocks.off = 5 * MINUTE_MS
  expect(time.hasClockJumped()).toBe(true) // Also by the first look.
  pass(1000)
  expect(time.hasClockJumped()).toBe(false)
  for (const minutes of [20, -20]) {
    clocks.off = minutes * MINUTE_MS
    expect(time.hasClockJumped()).toBe(true)
    expect(time.hasClockJumped()).toBe(false)
    answer()
    expect(error()).toBeLessThanOrEqual(1100)
  }
})

it.each([{ date: '' }, { date: 'yesterday' }, { age: '3600' }])('learns nothing from an answer with %o', (headers) => {
  const before = time.serverNow() - Date.now()
  clocks.off = 0
  answer(0, headers)
  expect(time.serverNow() - Date.now()).toBe(before)
})
