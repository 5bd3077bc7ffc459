import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, serveEndpoints } from '@/tests/support/adapters'
import { cookieOf } from '@/tests/support/endpoint-case'

const links = new AsyncLocalStorage<Link>()

/** The way between one device and Kith. */
export class Link {
  isAway = false
  readonly #asked = new Set<Promise<Response>>()
  #gate: Promise<void> | undefined
  #open = () => {}

  constructor(
    private readonly viewer: Viewer,
    private readonly ask: (path: string, init: RequestInit) => Promise<Response>,
  ) {}

  /** Does what a device does: all its calls go this way, those of its timers too. */
  run<Answer>(work: () => Answer): Answer {
    return links.run(this, work)
  }

  /** From now on answers arrive only when the link is quick again, though they were given at once. */
  becomeSlow() {
    this.#gate ??= new Promise((open) => {
      this.#open = open
    })
  }

  becomeQuick() {
    this.#open()
    this.#gate = undefined
  }

  isSlow = () => this.#gate !== undefined

  /** Resolves when Kith has answered all that was asked of it; whether anything was. */
  async answered(): Promise<boolean> {
    const asked = [...this.#asked]
    await Promise.allSettled(asked)
    return asked.length > 0
  }

  async call(path: string, init: RequestInit = {}): Promise<Response> {
    if (this.isAway) throw new TypeError('Kith is out of reach.')
    const headers = { ...init.headers, cookie: cookieOf(this.viewer) }
    const answer = links.exit(() => this.ask(path, { ...init, headers })) // What the network does has timers of its own.
    this.#asked.add(answer)
    try {
      await answer
    } finally {
      this.#asked.delete(answer)
    }
    await this.#gate
    if (this.isAway) throw new TypeError('The answer was lost.')
    return answer
  }
}

/**
 * Opens the real doors on a port of their own, and leads what devices fetch through them. An answer of sync holds so
 * many events at most. To be called at the top of a file.
 */
export async function connectDevices({ eventsAtOnce = 500 } = {}) {
  const at = serveEndpoints(await findEndpoints())
  const { fetch } = globalThis
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(at(path.replace('limit=500', `limit=${eventsAtOnce}`)), init)
    const body = await answer.arrayBuffer() // Whole, so that nothing of an answer is still on its way.
    return new Response(body.byteLength > 0 ? body : null, answer)
  }
  const fetchThere = (path: string, init?: RequestInit) => {
    const link = links.getStore()
    return link && path.startsWith('/') ? link.call(path, init) : fetch(path, init)
  }
  beforeAll(() => void vi.stubGlobal('fetch', fetchThere))
  afterAll(() => void vi.unstubAllGlobals())
  return (viewer: Viewer) => new Link(viewer, ask)
}

/** Time that passes only when it is told to, for the timers of devices; the rest of the process keeps its own. Ends with the test. */
export function holdTime() {
  const { setTimeout, clearTimeout } = globalThis
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const timers = new WeakSet<object>()
  const later = (work: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    if (!links.getStore()) return setTimeout(work, ms, ...given)
    const timer = held.setTimeout(AsyncLocalStorage.bind(work), ms) // What it does is still done by the device that set it.
    timers.add(timer)
    return timer
  }
  const end = (timer: NodeJS.Timeout | undefined) =>
    timer && timers.has(timer) ? held.clearTimeout(timer) : clearTimeout(timer)
  Object.assign(globalThis, { setTimeout: Object.assign(later, setTimeout), clearTimeout: end })
  onTestFinished(() => {
    vi.useRealTimers()
    Object.assign(globalThis, { setTimeout, clearTimeout })
  })
}
