import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem, problemOf } from './problem'
import { retryUntilSuccess } from './retry-until-success'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

/** Returns a call that fails with `error` a number of times, and then succeeds. */
function failing(times: number, error: unknown) {
  let calls = 0
  const call = async () => {
    calls++
    if (calls <= times) throw error
  }
  return { call, calls: () => calls }
}

it.each([0, 408, 425, 429, 500, 502, 503])(
  'a call that failed with %i is repeated until it succeeds',
  async (status) => {
    const { call, calls } = failing(4, new Problem(status, '', ''))
    retryUntilSuccess(call)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(calls()).toBe(5)
    expect(vi.getTimerCount()).toBe(0)
  },
)

it.each([400, 401, 403, 404, 409, 422])('a call that was refused with %i is not repeated', async (status) => {
  const { call, calls } = failing(1, new Problem(status, '', ''))
  retryUntilSuccess(call)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls()).toBe(1)
})

it('a failing call is repeated at least 15 s apart in the long run, and not after it is stopped', async () => {
  const { call, calls } = failing(Number.POSITIVE_INFINITY, new Problem(500, '', ''))
  const stop = retryUntilSuccess(call)
  await vi.advanceTimersByTimeAsync(60_000)
  const before = calls()
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(calls() - before).toBeLessThanOrEqual(40)
  expect(calls() - before).toBeGreaterThanOrEqual(20)
  const end = calls()
  stop()
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(calls()).toBe(end)
})

it.each([
  ['40', 40],
  ['Tue, 10 Mar 2026 12:00:40 GMT', 40],
  ['Tue, 10 Mar 2026 11:00:00 GMT', undefined],
  ['soon', undefined],
])('problemOf parses the Retry-After header: %s', async (retryAfter, seconds) => {
  const headers = { 'retry-after': retryAfter, date: 'Tue, 10 Mar 2026 12:00:00 GMT' }
  const { retryAfterSeconds } = await problemOf(new Response(null, { status: 503, headers }))
  expect(retryAfterSeconds).toBe(seconds)
})

it('a repeated call waits for the Retry-After of the server', async () => {
  const { call, calls } = failing(1, new Problem(503, '', '', {}, 40))
  retryUntilSuccess(call)
  await vi.advanceTimersByTimeAsync(39_000)
  expect(calls()).toBe(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(calls()).toBe(2)
})
