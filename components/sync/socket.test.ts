import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSocket } from './socket'

type Listener = (data: unknown) => void

/** A minimal event emitter, as in pusher-js. */
class Emitter {
  #listeners: { event: string; listener: Listener }[] = []
  bind(event: string, listener: Listener) {
    this.#listeners.push({ event, listener })
    return this
  }
  emit(event: string, data?: unknown) {
    for (const one of this.#listeners) if (one.event === event) one.listener(data)
  }
}

class FakeChannel extends Emitter {
  #globalListeners: ((event: string, data: unknown) => void)[] = []
  bind_global(listener: (event: string, data: unknown) => void) {
    this.#globalListeners.push(listener)
  }
  receive(event: string, data: unknown) {
    this.emit(event, data)
    for (const listener of this.#globalListeners) listener(event, data)
  }
}

interface Options {
  channelAuthorization: { customHandler: (params: object, done: (error: unknown, result: object) => void) => void }
  userAuthentication: { customHandler: (params: object, done: (error: unknown, result: object) => void) => void }
}

/** Faults of the next connections; later ones have none. */
type ConnectionFault = 'refused by code 4001' | 'refused by code 4009' | 'closed' | 'never opens' | 'never subscribed'

const broker = vi.hoisted(() => ({
  nextFaults: [] as string[],
  made: [] as { key: string; channel: FakeChannel; connection: Emitter }[],
  opened: 0,
  signedIn: 0,
}))

vi.mock('pusher-js', () => {
  class FakePusher {
    connection = new Emitter()
    channel = new FakeChannel()
    #isSigningIn = false
    #state = 'disconnected'
    constructor(
      readonly key: string,
      readonly options: Options,
    ) {
      broker.made.push(this)
      queueMicrotask(() => this.connect())
    }
    connect() {
      const fault = broker.nextFaults.shift()
      broker.opened++
      this.#become('connecting')
      const socketId = `1.${broker.opened}`
      queueMicrotask(() => {
        if (fault === 'never opens') return
        if (fault === 'closed') return this.connection.emit('connecting_in', 1)
        const refusal = /^refused by code (\d+)$/.exec(fault ?? '')
        if (refusal) return this.connection.emit('error', { data: { code: Number(refusal[1]) } })
        this.#become('connected')
        this.options.channelAuthorization.customHandler({ socketId, channelName: 'private-user-me' }, (_, result) => {
          if (fault !== 'never subscribed' && 'auth' in result)
            this.channel.receive('pusher:subscription_succeeded', undefined)
        })
        if (this.#isSigningIn)
          this.options.userAuthentication.customHandler({ socketId }, () => {
            broker.signedIn++
          })
      })
    }
    disconnect() {
      this.#become('disconnected')
    }
    signin() {
      this.#isSigningIn = true
    }
    subscribe() {
      return this.channel
    }
    #become(current: string) {
      if (this.#state === current) return
      this.#state = current
      this.connection.emit('state_change', { current })
    }
  }
  return { default: FakePusher }
})

const CONFIG = { key: 'k', host: null, port: null, tls: null, cluster: null, channel: 'private-user-me' }
type Responder = () => Response | Promise<Response>
/** The next responses of each endpoint; later calls succeed. */
const nextResponders = new Map<string, Responder[]>()
let config: object
let calls: string[]
const states: string[] = []
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  nextResponders.clear()
  calls = []
  states.length = 0
  config = CONFIG
  Object.assign(broker, { nextFaults: [], made: [], opened: 0, signedIn: 0 })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('location', { protocol: 'http:', hostname: 'kith', port: '' })
  vi.stubGlobal('fetch', async (path: string, { signal }: RequestInit) => {
    calls.push(path)
    const respond = nextResponders.get(path)?.shift()
    if (respond)
      return Promise.race([
        respond(),
        new Promise<Response>((_, reject) => (signal ? signal.addEventListener('abort', reject) : undefined)),
      ])
    return Response.json(path.endsWith('config') ? config : { auth: 'signed' })
  })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open() {
  const onEvent = vi.fn()
  stop = openSocket({ onEvent, onLive: () => void states.push('live'), onLost: () => void states.push('lost') })
  return { onEvent, isLive: () => states.at(-1) === 'live' }
}

function firstMade() {
  const [first] = broker.made
  if (!first) throw new Error('Nothing was ever connected.')
  return first
}

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const FAILURES: [string, Responder][] = [
  ['responds with 500', () => new Response(null, { status: 500 })],
  ['responds with 403', () => new Response(null, { status: 403 })],
  ['responds with 404', () => new Response(null, { status: 404 })],
  ['responds with Retry-After', () => new Response(null, { status: 429, headers: { 'retry-after': '2' } })],
  ['fails with a network error', () => Promise.reject(new TypeError('lost'))],
  ['never responds', () => new Promise(() => {})],
  ['responds with an HTML page', () => new Response('<h1>Sign in to this network</h1>')],
  ['responds with the error page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['responds without a body', () => new Response(null, { status: 204 })],
]
const STEPS = ['/api/realtime/config', '/api/realtime/auth']

it.each(STEPS.flatMap((step) => FAILURES.map(([how, respond]) => [step, how, respond] as const)))(
  'the socket is live within 20 s when %s %s once',
  async (step, _, respond) => {
    nextResponders.set(step, [respond])
    const { isLive } = open()
    await advance(20_000)
    expect(isLive()).toBe(true)
    expect(calls.filter((path) => path === step)).toHaveLength(2)
  },
)

it.each<ConnectionFault>(['closed', 'never opens', 'never subscribed'])(
  'the socket reconnects with the same Pusher client after a connection fault: %s',
  async (fault) => {
    broker.nextFaults.push(fault)
    const { isLive } = open()
    await advance(20_000)
    expect(isLive()).toBe(true)
    expect([broker.opened, broker.made.length]).toEqual([2, 1]) // pusher-js keeps references to all its instances.
  },
)

it('the socket reconnects after minutes when the broker refused with code 4001', async () => {
  broker.nextFaults.push('refused by code 4001')
  const { isLive } = open()
  await advance(100_000)
  expect([isLive(), broker.opened]).toEqual([false, 1])
  await advance(150_000)
  expect(isLive()).toBe(true)
})

it('the socket reconnects at once after code 4009, which means that the session has ended', async () => {
  broker.nextFaults.push('refused by code 4009')
  const { isLive } = open()
  await advance(1000)
  expect([isLive(), broker.opened]).toEqual([true, 2])
})

it('the sign-in at an external broker is repeated until it succeeds, and the socket is live meanwhile', async () => {
  config = { ...CONFIG, host: 'broker' }
  nextResponders.set(
    '/api/realtime/user-auth',
    FAILURES.slice(0, 3).map(([, respond]) => respond),
  )
  const { isLive } = open()
  await advance(100)
  expect([isLive(), broker.signedIn]).toEqual([true, 0])
  await advance(15_000)
  expect([isLive(), broker.signedIn, broker.opened]).toEqual([true, 1, 1])
})

it('the socket connects to a new broker after the configuration has changed', async () => {
  const { isLive } = open()
  await advance(100)
  config = { ...CONFIG, key: 'another' }
  broker.nextFaults.push('closed', 'closed')
  firstMade().connection.emit('connecting_in', 1)
  await advance(20_000)
  expect(isLive()).toBe(true)
  expect(broker.made.map(({ key }) => key)).toEqual(['k', 'another'])
})

it('onEvent receives events of the channel, but no protocol events', async () => {
  const { onEvent } = open()
  await advance(100)
  const { channel } = firstMade()
  channel.receive('pusher:subscription_count', {})
  channel.receive('event', { seq: 1 })
  expect(onEvent.mock.calls).toEqual([[{ seq: 1 }]])
})

it('a late authorization response for a closed connection does not affect the current one', async () => {
  let respondLate = (_: Response) => {}
  nextResponders.set('/api/realtime/auth', [() => new Promise<Response>((resolve) => (respondLate = resolve))])
  const { isLive } = open()
  await advance(20_000)
  expect(isLive()).toBe(true)
  respondLate(new Response(null, { status: 500 }))
  await advance(1000)
  expect([isLive(), broker.opened]).toEqual([true, 2])
})
