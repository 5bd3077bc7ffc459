import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import type { Viewer } from '@/lib/session/viewer'
import { findEndpoints, serveEndpoints } from '@/tests/support/adapters'
import { cookieOf } from '@/tests/support/endpoint-cases/endpoint-case'

const links = new AsyncLocalStorage<Link>()

/** The network link between one device and the server. */
export class Link {
  isOffline = false
  readonly #pending = new Set<Promise<Response>>()
  #gate: Promise<void> | undefined
  #open = () => {}

  constructor(
    private readonly viewer: Viewer,
    private readonly send: (path: string, init: RequestInit) => Promise<Response>,
  ) {}

  /** Runs code of the device: all its HTTP calls, also those of its timers, use this link. */
  run<Result>(work: () => Result): Result {
    return links.run(this, work)
  }

  /** Holds back all responses until `becomeQuick`; the server still answers at once. */
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

  /** Resolves when the server has answered all pending requests; true if there were any. */
  async answered(): Promise<boolean> {
    const pending = [...this.#pending]
    await Promise.allSettled(pending)
    return pending.length > 0
  }

  async call(path: string, init: RequestInit = {}): Promise<Response> {
    if (this.isOffline) throw new TypeError('Kith is out of reach.')
    const headers = { ...init.headers, cookie: cookieOf(this.viewer) }
    const answer = links.exit(() => this.send(path, { ...init, headers })) // The network uses real timers.
    this.#pending.add(answer)
    try {
      await answer
    } finally {
      this.#pending.delete(answer)
    }
    await this.#gate
    if (this.isOffline) throw new TypeError('The answer was lost.')
    return answer
  }
}

/**
 * Serves the real endpoints on a free port and routes the fetches of devices to them. Returns a function that creates the
 * link of a viewer. `maxEvents` is the maximum number of events in one sync response. Call it at the top of a file.
 */
export async function connectDevices({ maxEvents = 500 } = {}) {
  const at = serveEndpoints(await findEndpoints())
  const { fetch } = globalThis
  const send = async (path: string, init: RequestInit) => {
    const answer = await fetch(at(path.replace('limit=500', `limit=${maxEvents}`)), init)
    const body = await answer.arrayBuffer() // Read completely, so that no part of the response is still pending.
    return new Response(body.byteLength > 0 ? body : null, answer)
  }
  const fetchByLink = (path: string, init?: RequestInit) => {
    const link = links.getStore()
    return link && path.startsWith('/') ? link.call(path, init) : fetch(path, init)
  }
  beforeAll(() => void vi.stubGlobal('fetch', fetchByLink))
  afterAll(() => void vi.unstubAllGlobals())
  return (viewer: Viewer) => new Link(viewer, send)
}

/** Uses fake time for the timers of devices and real time for the rest of the process, until the test ends. */
export function useFakeDeviceTimers() {
  const { setTimeout, clearTimeout } = globalThis
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const fake = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  const timers = new WeakSet<object>()
  const setDeviceTimeout = (work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    if (!links.getStore()) return setTimeout(work, ms, ...args)
    const timer = fake.setTimeout(AsyncLocalStorage.bind(work), ms) // The callback runs in the context of its device.
    timers.add(timer)
    return timer
  }
  const clearDeviceTimeout = (timer: NodeJS.Timeout | undefined) =>
    timer && timers.has(timer) ? fake.clearTimeout(timer) : clearTimeout(timer)
  Object.assign(globalThis, {
    setTimeout: Object.assign(setDeviceTimeout, setTimeout),
    clearTimeout: clearDeviceTimeout,
  })
  onTestFinished(() => {
    vi.useRealTimers()
    Object.assign(globalThis, { setTimeout, clearTimeout })
  })
}
