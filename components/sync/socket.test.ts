import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSocket } from './socket'

type Listener = (data: unknown) => void

/** What pusher-js is built of: something that tells of events. */
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
  #heard: ((event: string, data: unknown) => void)[] = []
  bind_global(listener: (event: string, data: unknown) => void) {
    this.#heard.push(listener)
  }
  say(event: string, data: unknown) {
    this.emit(event, data)
    for (const listener of this.#heard) listener(event, data)
  }
}

interface Options {
  channelAuthorization: { customHandler: (asked: object, done: (error: unknown, answer: object) => void) => void }
  userAuthentication: { customHandler: (asked: object, done: (error: unknown, answer: object) => void) => void }
}

/** What becomes of the next connections; all others stand at once. */
type Weather = 'refused by code 4001' | 'refused by code 4009' | 'closed' | 'never opens' | 'never subscribed'

const broker = vi.hoisted(() => ({
  coming: [] as string[],
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
      const weather = broker.coming.shift()
      broker.opened++
      this.#become('connecting')
      const socketId = `1.${broker.opened}`
      queueMicrotask(() => {
        if (weather === 'never opens') return
        if (weather === 'closed') return this.connection.emit('connecting_in', 1)
        const refusal = /^refused by code (\d+)$/.exec(weather ?? '')
        if (refusal) return this.connection.emit('error', { data: { code: Number(refusal[1]) } })
        this.#become('connected')
        this.options.channelAuthorization.customHandler({ socketId, channelName: 'private-user-me' }, (_, answer) => {
          if (weather !== 'never subscribed' && 'auth' in answer)
            this.channel.say('pusher:subscription_succeeded', undefined)
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
type Answer = () => Response | Promise<Response>
/** What comes next of each endpoint; all other calls are answered. */
const coming = new Map<string, Answer[]>()
let config: object
let calls: string[]
const told: string[] = []
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  coming.clear()
  calls = []
  told.length = 0
  config = CONFIG
  Object.assign(broker, { coming: [], made: [], opened: 0, signedIn: 0 })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('location', { protocol: 'http:', hostname: 'kith', port: '' })
  vi.stubGlobal('fetch', async (path: string, { signal }: RequestInit) => {
    calls.push(path)
    const answer = coming.get(path)?.shift()
    if (answer)
      return Promise.race([
        answer(),
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
  stop = openSocket({ onEvent, onLive: () => void told.push('live'), onLost: () => void told.push('lost') })
  return { onEvent, isLive: () => told.at(-1) === 'live' }
}

function firstMade() {
  const [first] = broker.made
  if (!first) throw new Error('Nothing was ever connected.')
  return first
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const FAILURES: [string, Answer][] = [
  ['answers 500', () => new Response(null, { status: 500 })],
  ['answers 403', () => new Response(null, { status: 403 })],
  ['answers 404', () => new Response(null, { status: 404 })],
  ['asks to wait', () => new Response(null, { status: 429, headers: { 'retry-after': '2' } })],
  ['is lost', () => Promise.reject(new TypeError('lost'))],
  ['never answers', () => new Promise(() => {})],
  ['answers with a page', () => new Response('<h1>Sign in to this network</h1>')],
  ['answers with a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['answers with nothing', () => new Response(null, { status: 204 })],
]
const STEPS = ['/api/realtime/config', '/api/realtime/auth']

it.each(STEPS.flatMap((step) => FAILURES.map(([how, answer]) => [step, how, answer] as const)))(
  '%s %s: it is live within 20 s',
  async (step, _, answer) => {
    coming.set(step, [answer])
    const { isLive } = open()
    await pass(20_000)
    expect(isLive()).toBe(true)
    expect(calls.filter((path) => path === step)).toHaveLength(2)
  },
)

it.each<Weather>(['closed', 'never opens', 'never subscribed'])(
  'a connection that is %s is made again',
  async (weather) => {
    broker.coming.push(weather)
    const { isLive } = open()
    await pass(20_000)
    expect(isLive()).toBe(true)
    expect([broker.opened, broker.made.length]).toEqual([2, 1]) // pusher-js forgets none of its instances.
  },
)

it('comes back after minutes where the broker has said not to', async () => {
  broker.coming.push('refused by code 4001')
  const { isLive } = open()
  await pass(100_000)
  expect([isLive(), broker.opened]).toEqual([false, 1])
  await pass(150_000)
  expect(isLive()).toBe(true)
})

it('comes back at once where the session had ended and the person has signed in again', async () => {
  broker.coming.push('refused by code 4009')
  const { isLive } = open()
  await pass(1000)
  expect([isLive(), broker.opened]).toEqual([true, 2])
})

it('signs in to a broker elsewhere until that has succeeded, and is live meanwhile', async () => {
  config = { ...CONFIG, host: 'broker' }
  coming.set(
    '/api/realtime/user-auth',
    FAILURES.slice(0, 3).map(([, answer]) => answer),
  )
  const { isLive } = open()
  await pass(100)
  expect([isLive(), broker.signedIn]).toEqual([true, 0])
  await pass(15_000)
  expect([isLive(), broker.signedIn, broker.opened]).toEqual([true, 1, 1])
})

it('follows the broker to where it has moved', async () => {
  const { isLive } = open()
  await pass(100)
  config = { ...CONFIG, key: 'another' }
  broker.coming.push('closed', 'closed')
  firstMade().connection.emit('connecting_in', 1)
  await pass(20_000)
  expect(isLive()).toBe(true)
  expect(broker.made.map(({ key }) => key)).toEqual(['k', 'another'])
})

it('hears events of the viewer and none of the protocol', async () => {
  const { onEvent } = open()
  await pass(100)
  const { channel } = firstMade()
  channel.say('pusher:subscription_count', {})
  channel.say('event', { seq: 1 })
  expect(onEvent.mock.calls).toEqual([[{ seq: 1 }]])
})

it('a late answer about a connection that is gone disturbs no other', async () => {
  let answerLate = (_: Response) => {}
  coming.set('/api/realtime/auth', [() => new Promise<Response>((resolve) => (answerLate = resolve))])
  const { isLive } = open()
  await pass(20_000)
  expect(isLive()).toBe(true)
  answerLate(new Response(null, { status: 500 }))
  await pass(1000)
  expect([isLive(), broker.opened]).toEqual([true, 2])
})
