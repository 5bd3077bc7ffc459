import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SharedWindow, WindowCounter, type WindowDelta } from './window-counter'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** The windows in the database, shared by the counters of several processes. */
function createSharedWindows() {
  const windows = new Map<string, { count: number; endsAt: number }>()
  const state = { calls: 0, isDown: false }
  const settle = async (deltas: readonly WindowDelta[]): Promise<SharedWindow[]> => {
    state.calls++
    await new Promise(setImmediate)
    if (state.isDown) throw new Error('The database is gone.')
    return deltas.map(({ key, windowSeconds, attempts }) => {
      const known = windows.get(key)
      const isOver = !known || known.endsAt <= performance.now()
      const window = isOver ? { count: 0, endsAt: performance.now() + windowSeconds * 1000 } : known
      window.count += attempts
      windows.set(key, window)
      return { count: window.count, endsInMs: window.endsAt - performance.now() }
    })
  }
  return { settle, state, windows }
}

function createProcesses(count: number) {
  const shared = createSharedWindows()
  const deps = { settle: shared.settle, processCount: () => count, now: () => performance.now() }
  return { ...shared, counters: Array.from({ length: count }, () => new WindowCounter(deps)) }
}

const limit = (max: number, key = 'send', windowSeconds = 10) => ({ key, max, windowSeconds })

async function attempt(counter: WindowCounter | undefined, times: number, max: number): Promise<number> {
  const results = await Promise.all(Array.from({ length: times }, () => counter?.tryConsume([limit(max)])))
  return results.filter((seconds) => seconds === 0).length
}

describe('WindowCounter of a single process', () => {
  it('allows exactly the limit and makes no settlement', async () => {
    const { counters, state } = createProcesses(1)
    expect(await attempt(counters[0], 30, 7)).toBe(7)
    await counters[0]?.settle()
    expect(state.calls).toBe(0)
  })

  it('returns the seconds until the window ends, and allows attempts again after it', async () => {
    const [counter] = createProcesses(1).counters
    await attempt(counter, 1, 1)
    vi.advanceTimersByTime(2500)
    expect(await counter?.tryConsume([limit(1)])).toBe(8)
    vi.advanceTimersByTime(7500)
    expect(await counter?.tryConsume([limit(1)])).toBe(0)
  })

  it('counts nothing after the first exhausted limit', async () => {
    const [counter] = createProcesses(1).counters
    expect(await counter?.tryConsume([limit(9, 'free'), limit(0, 'none'), limit(1, 'last')])).toBe(10)
    expect(await counter?.tryConsume([limit(1, 'last')])).toBe(0)
  })

  it('a refund allows one more attempt, and a refund of nothing does not', async () => {
    const [counter] = createProcesses(1).counters
    counter?.refund([limit(1)])
    expect(await attempt(counter, 2, 1)).toBe(1)
    counter?.refund([limit(1)])
    expect(await attempt(counter, 2, 1)).toBe(1)
  })
})

describe('WindowCounters of several processes', () => {
  it('the attempts that wait for a settlement share one call', async () => {
    const { counters, state } = createProcesses(4)
    expect(await attempt(counters[0], 40, 10)).toBe(10)
    expect(state.calls).toBe(1)
  })

  it('a failed settlement rejects the attempts that wait and keeps the count of the allowed ones', async () => {
    const { counters, state, windows } = createProcesses(2)
    state.isDown = true
    expect(await attempt(counters[0], 2, 10)).toBe(2) // Within the allowance of one process.
    await expect(counters[0]?.tryConsume([limit(10)])).rejects.toThrow('The database is gone.')
    state.isDown = false
    await counters[0]?.settle()
    expect(windows.get('send')?.count).toBe(3)
  })

  it('attempts of another process count after both have settled', async () => {
    const { counters } = createProcesses(2)
    expect(await attempt(counters[0], 10, 10)).toBe(10)
    expect(await attempt(counters[1], 20, 10)).toBeLessThanOrEqual(2)
  })

  it('however attempts are spread over processes and time, a window allows at least the limit and at most 20 % more', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.record({ process: fc.nat(4), times: fc.integer({ min: 1, max: 30 }), settles: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (processes, max, steps) => {
          const { counters } = createProcesses(processes)
          let allowed = 0
          let attempts = 0
          const running = steps.map(async ({ process, times, settles }) => {
            const counter = counters[process % processes]
            attempts += times
            const results = await attempt(counter, times, max)
            allowed += results
            if (settles) await counter?.settle()
          })
          await Promise.all(running)
          for (const counter of counters) await counter.settle()
          for (const counter of counters) {
            attempts += 5
            const late = await attempt(counter, 5, max)
            allowed += late
          }
          expect(allowed).toBeLessThanOrEqual(Math.floor(max * 1.2))
          expect(allowed).toBeGreaterThanOrEqual(Math.min(attempts, max))
        },
      ),
    ))

  it('settles at intervals after start, and not after it is stopped', async () => {
    const { counters, windows } = createProcesses(2)
    const stop = counters[0]?.start()
    await attempt(counters[0], 2, 20)
    vi.advanceTimersByTime(1000)
    await vi.waitFor(() => expect(windows.get('send')?.count).toBe(2))
    stop?.()
    await attempt(counters[0], 1, 20)
    vi.advanceTimersByTime(5000)
    expect(windows.get('send')?.count).toBe(2)
  })
})
