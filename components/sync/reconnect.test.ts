import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from './problem'
import { keepConnected, type TransportEvents } from './reconnect'

/** What becomes of one try. */
type Fate =
  | { kind: 'subscribed' }
  | { kind: 'prepare fails' | 'step fails'; error: Problem; afterMs: number }
  | { kind: 'prepare never ends' | 'no answer' }
  | { kind: 'refused' }
  | { kind: 'lost'; afterMs: number }

const problems = [0, 403, 404, 429, 500, 503].map((status) => new Problem(status, '', ''))
const asking = new Problem(429, '', '', {}, 40)
const afterMs = fc.integer({ min: 0, max: 11_000 })
const fates: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('prepare fails' as const, 'step fails' as const),
    error: fc.constantFrom(...problems, asking),
    afterMs,
  }),
  fc.record({ kind: fc.constantFrom('prepare never ends' as const, 'no answer' as const) }),
  fc.constant<Fate>({ kind: 'refused' }),
  fc.record({ kind: fc.constant('lost' as const), afterMs: fc.integer({ min: 0, max: 60_000 }) }),
)

/** Longest: a try that hangs, and then the wait that a server which said not to come back is given. */
const BOUND_MS = 30_000 + 4 * 60_000

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

/** A tab whose tries end in these ways, and then all succeed. Its own timers are counted apart from the broker's. */
function openTab(coming: Fate[]) {
  const told: ('live' | 'lost')[] = []
  const tries: number[] = []
  let pending = new Set<ReturnType<typeof setTimeout>>()
  const wasPreparedAnew: boolean[] = []
  const later = (ms: number, then: () => void) => {
    const timer = setTimeout(() => {
      pending.delete(timer)
      then()
    }, ms)
    pending.add(timer)
  }
  const createTransport = ({ onSubscribed, onFailed }: TransportEvents) => {
    let fate: Fate = { kind: 'subscribed' }
    return {
      prepare(anew: boolean) {
        wasPreparedAnew.push(anew)
        tries.push(Date.now())
        fate = coming.shift() ?? { kind: 'subscribed' }
        return new Promise<void>((resolve, reject) => {
          if (fate.kind === 'prepare never ends') return
          if (fate.kind !== 'prepare fails') return resolve()
          const { error } = fate
          later(fate.afterMs, () => reject(error))
        })
      },
      open() {
        const mine = fate
        if (mine.kind === 'step fails') later(mine.afterMs, () => onFailed({ error: mine.error }))
        if (mine.kind === 'refused') onFailed({ isRefused: true })
        if (mine.kind === 'subscribed' || mine.kind === 'lost') later(10, onSubscribed)
        if (mine.kind === 'lost') later(20 + mine.afterMs, () => onFailed({}))
      },
      close() {
        for (const timer of pending) clearTimeout(timer)
        pending = new Set()
        onFailed({}) // As a socket tells of its end.
      },
    }
  }
  const ear = { onLive: () => void told.push('live'), onLost: () => void told.push('lost') }
  const stop = keepConnected(createTransport, ear)
  return {
    tries,
    stop,
    told,
    isLive: () => told.at(-1) === 'live',
    wasPreparedAnew,
    ownTimers: () => vi.getTimerCount() - pending.size,
  }
}

it('whatever fails and however often, the tab is live soon after it stops, with one timer at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fates, { maxLength: 12 }), async (faults) => {
      const coming = [...faults]
      const tab = openTab(coming)
      for (let ms = 0; coming.length > 0; ms += 1000) {
        expect(tab.ownTimers()).toBeLessThanOrEqual(1)
        await vi.advanceTimersByTimeAsync(1000)
        expect(ms).toBeLessThan(12 * (BOUND_MS + 60_000))
      }
      await vi.advanceTimersByTimeAsync(BOUND_MS + 60_000)
      expect(tab.isLive()).toBe(true)
      expect(tab.ownTimers()).toBe(0)
      tab.stop()
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 200 },
  )
})

it.each<Fate>([
  { kind: 'prepare fails', error: new Problem(500, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(500, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(403, '', ''), afterMs: 0 },
  { kind: 'step fails', error: new Problem(0, '', ''), afterMs: 5000 },
  { kind: 'prepare never ends' },
  { kind: 'no answer' },
  { kind: 'lost', afterMs: 0 },
])('is live within 20 s after one failure: $kind', async (fate) => {
  const tab = openTab([fate])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(tab.isLive()).toBe(true)
  expect(tab.tries).toHaveLength(2)
})

it('a server that refuses for ever is asked no more often than every 15 s in the long run', async () => {
  const error = new Problem(403, '', '')
  const tab = openTab(Array.from({ length: 500 }, () => ({ kind: 'step fails', error, afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(60_000)
  const before = tab.tries.length
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(tab.tries.length - before).toBeLessThanOrEqual(40)
  expect(tab.tries.length - before).toBeGreaterThanOrEqual(20)
})

it('a connection that breaks as soon as it stands is not built more often than that either', async () => {
  const tab = openTab(Array.from({ length: 500 }, () => ({ kind: 'lost', afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(tab.tries.length).toBeLessThanOrEqual(60)
})

it('waits as long as the server asks, also when the network comes back meanwhile', async () => {
  const tab = openTab([{ kind: 'step fails', error: asking, afterMs: 0 }])
  await vi.advanceTimersByTimeAsync(35_000)
  page.window.dispatchEvent(new Event('online'))
  page.document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(tab.tries).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(5100)
  expect(tab.isLive()).toBe(true)
})

it('comes back after minutes where the server has said not to', async () => {
  const tab = openTab([{ kind: 'refused' }])
  await vi.advanceTimersByTimeAsync(119_000)
  page.window.dispatchEvent(new Event('online'))
  expect(tab.tries).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(122_000)
  expect(tab.isLive()).toBe(true)
})

it.each(['online', 'visibilitychange'])('tries at once on %s', async (event) => {
  const error = new Problem(500, '', '')
  const tab = openTab(Array.from({ length: 8 }, () => ({ kind: 'step fails', error, afterMs: 0 })))
  await vi.advanceTimersByTimeAsync(60_000)
  const before = tab.tries.length
  const target = event === 'online' ? page.window : page.document
  target.dispatchEvent(new Event(event))
  await vi.advanceTimersByTimeAsync(0)
  expect(tab.tries).toHaveLength(before + 1)
})

it('asks anew where to connect when that has failed twice, and after an hour of being live does not', async () => {
  const tab = openTab([{ kind: 'no answer' }, { kind: 'no answer' }, { kind: 'lost', afterMs: 3_600_000 }])
  await vi.advanceTimersByTimeAsync(3_800_000)
  expect(tab.wasPreparedAnew).toEqual([false, false, true, false])
  expect(tab.told).toEqual(['lost', 'lost', 'live', 'lost', 'live'])
})
