import { coalesceRuns } from '@/lib/coalesce-runs'
import { type RateLimit, UNLIMITED } from './rules'

/** Attempts of this process, to be added to the window that all processes share. */
export interface WindowDelta {
  key: string
  windowSeconds: number
  attempts: number
}

/** The window that all processes share, after attempts were added. */
export interface SharedWindow {
  count: number
  endsInMs: number
}

interface WindowCounterDeps {
  /** Adds all attempts in one call. Returns the shared windows in the same order. */
  settle(deltas: readonly WindowDelta[]): Promise<readonly SharedWindow[]>
  /** Returns the number of running processes that share the windows, this one included. */
  processCount(): number
  /** Returns a monotonic time in milliseconds. */
  now(): number
}

interface CountedWindow {
  readonly windowSeconds: number
  endsAt: number
  /** Attempts of all processes, as of the last settlement. */
  shared: number
  /** Attempts that a running settlement adds. */
  settling: number
  /** Attempts since then. */
  open: Batch
}

/** All processes together may exceed a limit by this part of it. */
const TOLERANCE = 0.2

const SETTLE_INTERVAL_MS = 1000
const SWEEP_INTERVAL_MS = 60_000

/**
 * Counts attempts in fixed windows in the memory of this process, so that an attempt usually costs no statement.
 *
 * A single process decides alone. Several processes settle their counts once a second, and in between each allows only
 * so many attempts that all of them together exceed the limit by at most 20 %. Beyond these an attempt waits for a
 * settlement; all attempts that wait share one statement. A restart forgets the windows of a process that is alone.
 */
export class WindowCounter {
  readonly #deps: WindowCounterDeps
  readonly #windows = new Map<string, CountedWindow>()
  readonly #settle = coalesceRuns(() => this.#addToShared())

  constructor(deps: WindowCounterDeps) {
    this.#deps = deps
  }

  /** Counts an attempt of each limit, up to the first exhausted one. Returns the seconds to wait, 0 when allowed. */
  async tryConsume(limits: readonly RateLimit[]): Promise<number> {
    for (const limit of limits) {
      if (limit.max >= UNLIMITED) continue
      const seconds = this.#consumeAlone(limit) ?? (await this.#consumeShared(limit))
      if (seconds > 0) return seconds
    }
    return 0
  }

  /** Refunds one attempt of each limit. */
  refund(limits: readonly RateLimit[]): void {
    for (const { key } of limits) {
      const window = this.#windows.get(key)
      if (window && countOf(window) > 0) window.open.attempts--
    }
  }

  /** Number of windows in memory. */
  get size(): number {
    return this.#windows.size
  }

  /** Forgets the window of the key in this process. */
  reset(key: string): void {
    this.#windows.delete(key)
  }

  /** Settles and sweeps at intervals. Returns a function that stops it. */
  start(): () => void {
    const timers = [
      setInterval(() => this.settle().catch(() => {}), SETTLE_INTERVAL_MS).unref(), // The next round adds the same.
      setInterval(() => this.#sweep(), SWEEP_INTERVAL_MS).unref(),
    ]
    return () => timers.forEach(clearInterval)
  }

  /** Adds the attempts of this process to the shared windows; does nothing while it is the only process. */
  async settle(): Promise<void> {
    if (this.#deps.processCount() > 1) await this.#settle()
  }

  /** Returns the seconds to wait, or undefined if the other processes must be asked. */
  #consumeAlone({ key, max, windowSeconds }: RateLimit): number | undefined {
    const window = this.#currentWindow(key, windowSeconds)
    if (countOf(window) >= max) return this.#secondsLeft(window)
    if (window.settling + window.open.attempts >= this.#allowance(max)) return undefined
    window.open.attempts++
    return 0
  }

  /** Returns how many attempts this process may allow before it settles. */
  #allowance(max: number): number {
    const others = this.#deps.processCount() - 1
    return others <= 0 ? Number.POSITIVE_INFINITY : Math.floor((max * TOLERANCE) / others)
  }

  async #consumeShared({ key, max, windowSeconds }: RateLimit): Promise<number> {
    const window = this.#currentWindow(key, windowSeconds)
    const batch = window.open
    const position = ++batch.attempts
    const settled = batch.countBefore()
    this.#settle().catch(() => {}) // Reported by the batch.
    const countBefore = await settled
    return countBefore + position <= max ? 0 : this.#secondsLeft(window)
  }

  async #addToShared(): Promise<void> {
    await new Promise(setImmediate) // Collects the attempts of this turn of the event loop.
    const entries = [...this.#windows].filter(([, { open }]) => open.attempts !== 0)
    if (entries.length === 0) return
    const batches = entries.map(([, window]) => closeBatch(window))
    const deltas = entries.map(([key, { windowSeconds, settling }]) => ({ key, windowSeconds, attempts: settling }))
    try {
      const results = await this.#deps.settle(deltas)
      for (const [index, [, window]] of entries.entries()) this.#applyShared(window, batches[index], results[index])
    } catch (error) {
      for (const [index, [, window]] of entries.entries()) reopen(window, batches[index], error)
      throw error
    }
  }

  #applyShared(window: CountedWindow, batch: Batch | undefined, result: SharedWindow | undefined) {
    if (!batch || !result) throw new Error('A settlement returned fewer windows than it was given.')
    window.shared = result.count
    window.settling = 0
    window.endsAt = this.#deps.now() + result.endsInMs
    batch.settle(result.count)
  }

  #currentWindow(key: string, windowSeconds: number): CountedWindow {
    const known = this.#windows.get(key)
    const now = this.#deps.now()
    const endsAt = now + windowSeconds * 1000
    if (!known) {
      const window = { windowSeconds, endsAt, shared: 0, settling: 0, open: new Batch() }
      this.#windows.set(key, window)
      return window
    }
    if (known.endsAt > now) return known
    known.endsAt = endsAt
    known.shared = 0
    known.open.attempts = known.open.isAwaited ? known.open.attempts : 0
    return known
  }

  #secondsLeft({ endsAt }: CountedWindow): number {
    return Math.max(1, Math.ceil((endsAt - this.#deps.now()) / 1000))
  }

  #sweep() {
    const now = this.#deps.now()
    for (const [key, { endsAt, settling, open }] of this.#windows)
      if (endsAt <= now && settling === 0 && !open.isAwaited) this.#windows.delete(key)
  }
}

/** Attempts of one process that one settlement adds. */
class Batch {
  attempts = 0
  #countBefore: Promise<number> | undefined
  #resolve = (_count: number) => {}
  #reject = (_error: unknown) => {}

  /** Resolves with the attempts in the shared window before those of this batch. */
  countBefore(): Promise<number> {
    this.#countBefore ??= new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    return this.#countBefore
  }

  get isAwaited(): boolean {
    return this.#countBefore !== undefined
  }

  settle(countAfter: number): void {
    this.#resolve(countAfter - this.attempts)
  }

  fail(error: unknown): void {
    this.#reject(error)
  }
}

const countOf = ({ shared, settling, open }: CountedWindow) => shared + settling + open.attempts

/** Starts a new batch and returns the one to settle. */
function closeBatch(window: CountedWindow): Batch {
  const { open } = window
  window.settling = open.attempts
  window.open = new Batch()
  return open
}

/** Adds the attempts of a batch that was not settled to the open one. Attempts that waited for it are rejected. */
function reopen(window: CountedWindow, batch: Batch | undefined, error: unknown) {
  window.open.attempts += window.settling
  window.settling = 0
  batch?.fail(error)
}
