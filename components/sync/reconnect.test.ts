import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from './problem'
import { keepConnected, type TransportEvents } from './reconnect'

/** The outcome of one attempt to connect. */
type Outcome =
  | { kind: 'subscribed' }
  | { kind: 'prepare fails' | 'step fails'; error: Problem; afterMs: number }
  | { kind: 'prepare never ends' | 'no response' }
  | { kind: 'refused' }
  | { kind: 'lost'; afterMs: number }

const problems = [0, 403, 404, 429, 500, 503].map((status) => new Problem(status, '', ''))
const retryAfter40s = new Problem(429, '', '', {}, 40)
const afterMs = fc.integer({ min: 0, max: 11_000 })
const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('prepare fails' as const, 'step fails' as const),
    error: fc.constantFrom(...problems, retryAfter40s),
    afterMs,
  }),
  fc.record({ kind: fc.constantFrom('prepare never ends' as const, 'no response' as const) }),
  fc.constant<Outcome>({ kind: 'refused' }),
  fc.record({ kind: fc.constant('lost' as const), afterMs: fc.integer({ min: 0, max: 60_000 }) }),
)

/** The longest cycle: an attempt that hangs, and then the wait after a refusal. */
const MAX_CYCLE_MS = 30_000 + 4 * 60_000

const page = { window: new EventTarget(), document: new EventTarget() }

beforeEach(() => {
  vi.useFakeTimers()
  page.window = new EventTarget()
  page.document = new EventTarget()
  vi.stubGlobal('addEventListener', page.window.addEventListener.bind(page.window))
  vi.stubGlobal('document', Object.assign(page.document, { visibilityState: 'visible' }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Opens a tab whose attempts have these outcomes; later ones succeed. Counts its timers apart from the broker's. */
function openTab(nextOutcomes: Outcome[]) {
  const states: ('live' | 'lost')[] = []
  const attempts: number[] = []
  let pending = new Set<ReturnType<typeof setTimeout>>()
  const refetches: boolean[] = []
  const later = (ms: number, then: () => void) => {
    const timer = setTimeout(() => {
      pending.delete(timer)
      then()
    }, ms)
    pending.add(timer)
  }
  const createTransport = ({ onSubscribed, onFailed }: TransportEvents) => {
    let outcome: Outcome = { kind: 'subscribed' }
    return {
      prepare(refetch: boolean) {
        refetches.push(refetch)
        attempts.push(Date.now())
        outcome = nextOutcomes.shift() ?? { kind: 'subscribed' }
        return new Promise<void>((resolve, reject) => {
          if (outcome.kind === 'prepare never ends') return
          if (outcome.kind !== 'prepare fails') return resolve()
          const { error } = outcome
          later(outcome.afterMs, () => reject(error))
        })
      },
      open() {
        const current = outcome
        if (current.kind === 'step fails') later(current.afterMs, () => onFailed({ error: current.error }))
        if (current.kind === 'refused') onFailed({ isRefused: true })
        if (current.kind === 'subscribed' || current.kind === 'lost') later(10, onSubscribed)
        if (current.kind === 'lost') later(20 + current.afterMs, () => onFailed({}))
      },
      close() {
        for (const timer of pending) clearTimeout(timer)
        pending = new Set()
        onFailed({}) // As a socket does when it closes.
      },
    }
  }
  const handlers = { onLive: () => void states.push('live'), onLost: () => void states.push('lost') }
  const stop = keepConnected(createTransport, handlers)
  return {
    attempts,
    stop,
    states,
    isLive: () => states.at(-1) === 'live',
    refetches,
    ownTimers: () => vi.getTimerCount() - pending.size,
  }
}

it('a tab is live soon after the last failure, whatever failed, and has at most one timer at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(outcomes, { maxLength: 12 }), async (faults) => {
      const nextOutcomes = [...faults]
      const tab = openTab(nextOutcomes)
      for (let ms = 0; nextOutcomes.length > 0; ms += 1000) {
        expect(tab.ownTimers()).toBeLessThanOrEqual(1)
        await vi.advanceTimersByTimeAsync(1000)
        expect(ms).toBeLessThan(12 * (MAX_CYCLE_MS + 60_000))
      }
      await vi.advanceTimersByTimeAsync(MAX_CYCLE_MS + 60_000)
      expect(tab.isLive()).toBe(true)
      expect(tab.ownTimers()).toBe(0)
      tab.stop()
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 200 },
  )
})

it.each<Outcome>([
  { kind: 'prepare fails', error: new Problem(500, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(500, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(403, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(0, '', ''), afterMs: 5000 },
  { kind: 'prepare never ends' },
  { kind: 'no response' },
  { kind: 'lost', afterMs: 0 },
])('a tab is live within 20 s after one failure: $kind', async (outcome) => {
  const tab = openTab([outcome])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(tab.isLive()).toBe(true)
  expect(tab.attempts).toHaveLength(2)
})

it('attempts against a server that always refuses are at least 15 s apart in the long run', async () => {
  const error = new Problem(403, '', '')
  const tab = openTab(Array.from({ length: 500 }, () => ({ kind: 'step fails', error, afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(60_000)
  const before = tab.attempts.length
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(tab.attempts.length - before).toBeLessThanOrEqual(40)
  expect(tab.attempts.length - before).toBeGreaterThanOrEqual(20)
})

it('at most 60 attempts are made in ten minutes when each connection is lost at once', async () => {
  const tab = openTab(Array.from({ length: 500 }, () => ({ kind: 'lost', afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(tab.attempts.length).toBeLessThanOrEqual(60)
})

it('a reconnect waits for Retry-After, also when the network comes back meanwhile', async () => {
  const tab = openTab([{ kind: 'step fails', error: retryAfter40s, afterMs: 0 }])
  await vi.advanceTimersByTimeAsync(35_000)
  page.window.dispatchEvent(new Event('online'))
  page.document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(tab.attempts).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5100)
  expect(tab.isLive()).toBe(true)
})

it('a reconnect after a refusal waits for minutes', async () => {
  const tab = openTab([{ kind: 'refused' }])
  await vi.advanceTimersByTimeAsync(119_000)
  page.window.dispatchEvent(new Event('online'))
  expect(tab.attempts).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(122_000)
  expect(tab.isLive()).toBe(true)
})

it.each(['online', 'visibilitychange'])('a waiting tab reconnects at once on %s', async (event) => {
  const error = new Problem(500, '', '')
  const tab = openTab(Array.from({ length: 8 }, () => ({ kind: 'step fails', error, afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(60_000)
  const before = tab.attempts.length
  const target = event === 'online' ? page.window : page.document
  target.dispatchEvent(new Event(event))
  await vi.advanceTimersByTimeAsync(0)
  expect(tab.attempts).toHaveLength(before + 1)
})

it('the configuration is fetched again after two failures, but not after the loss of a stable connection', async () => {
  const tab = openTab([{ kind: 'no response' }, { kind: 'no response' }, { kind: 'lost', afterMs: 3_600_000 }])
  await vi.advanceTimersByTimeAsync(3_800_000)
  expect(tab.refetches).toEqual([false, false, true, false])
  expect(tab.states).toEqual(['lost', 'lost', 'live', 'lost', 'live'])
})
