import type Pusher from 'pusher-js'
import type { ChannelAuthorizationHandler, UserAuthenticationHandler } from 'pusher-js'
import type { RealtimeConfig } from '@/lib/realtime/schema'
import { get, postForm } from './api'
import { type Failure, keepConnected, type SocketHandlers, type Transport, type TransportEvents } from './reconnect'
import { retryUntilSuccess } from './retry-until-success'

/** Longer than any timeout of keepConnected, which decides instead of pusher-js. */
const LATER_THAN_ANY_DEADLINE_MS = 120_000
/**
 * Close code of an ended session. Connecting again asks for a new authorization, which may succeed when another tab has
 * signed in meanwhile.
 */
const UNAUTHORIZED = 4009

interface Listener {
  onEvent(data: unknown): void
}

/** Subscribes to the viewer's channel and reconnects by itself. Returns a function that stops it. */
export const openSocket = ({ onEvent, ...ear }: Listener & SocketHandlers): (() => void) =>
  keepConnected((events) => createTransport({ onEvent, ...events }), ear)

/** Wraps pusher-js. Each of its own reconnection attempts counts as a failure here, because they take up to 14 s. */
function createTransport({ onEvent, onSubscribed, onFailed }: Listener & TransportEvents): Transport {
  let Client: typeof Pusher | undefined
  let config: RealtimeConfig | undefined
  let made: { pusher: Pusher; for: RealtimeConfig } | undefined
  let connections = 0
  let isOpen = false
  let isSubscribed = false
  let stopSigningIn = () => {}

  const load = async () => {
    Client ??= (await import('pusher-js')).default
  }
  const fetchConfig = async (anew: boolean) => {
    if (anew || !config) config = await get<RealtimeConfig>('/api/realtime/config')
  }

  const authorise: ChannelAuthorizationHandler = async ({ socketId, channelName }, callback) => {
    const connection = connections
    try {
      const body = { socket_id: socketId, channel_name: channelName }
      const answer = await postForm<Parameters<typeof callback>[1]>('/api/realtime/auth', body)
      if (connection === connections) callback(null, answer)
    } catch (error) {
      if (connection === connections) onFailed({ error })
    }
  }

  /** Signs in to an external broker, which then can close the user's sockets. Events arrive without it too. */
  const authenticate: UserAuthenticationHandler = ({ socketId }, callback) => {
    stopSigningIn()
    const connection = connections
    const signIn = async () => {
      const answer = await postForm<Parameters<typeof callback>[1]>('/api/realtime/user-auth', { socket_id: socketId })
      if (connection === connections) callback(null, answer)
    }
    stopSigningIn = retryUntilSuccess(signIn, () => false)
  }

  const make = (Loaded: typeof Pusher, place: RealtimeConfig) => {
    const pusher = new Loaded(place.key, {
      ...placeOf(place),
      enabledTransports: ['ws', 'wss'],
      disableStats: true,
      unavailableTimeout: LATER_THAN_ANY_DEADLINE_MS,
      channelAuthorization: { customHandler: authorise },
      userAuthentication: { customHandler: authenticate },
    })
    if (place.host !== null || place.cluster !== null) pusher.signin()
    const channel = pusher.subscribe(place.channel)
    channel.bind('pusher:subscription_succeeded', () => {
      isSubscribed = true
      onSubscribed()
    })
    channel.bind('pusher:subscription_error', (error: unknown) => onFailed({ error }))
    channel.bind_global((name: string, data: unknown) => {
      if (!name.startsWith('pusher')) onEvent(data)
    })
    /** Reports a failure after pusher-js has handled it: otherwise a timer of its own would survive the disconnect. */
    const fail = (failure: Failure) => {
      const connection = connections
      queueMicrotask(() => isOpen && connection === connections && onFailed(failure))
    }
    pusher.connection.bind('connecting_in', () => fail({}))
    pusher.connection.bind('state_change', ({ current }: { current: string }) => {
      if (!isOpen && current === 'connecting') queueMicrotask(() => isOpen || pusher.disconnect())
      if (current !== 'connected' && (current !== 'connecting' || isSubscribed)) fail({})
    })
    pusher.connection.bind('error', (error: SocketError) => {
      const code = error.data?.code ?? error.error?.data?.code
      if (!code || (isSubscribed && code >= 4300)) return // Errors of single events.
      fail({ isRefused: code >= 4000 && code < 4100 && code !== UNAUTHORIZED }) // Pusher protocol: 4000 to 4099 must not be retried unchanged.
    })
    return pusher
  }

  const close = () => {
    connections++
    isOpen = false
    isSubscribed = false
    stopSigningIn()
    made?.pusher.disconnect()
  }

  return {
    async prepare(anew) {
      await Promise.all([load(), fetchConfig(anew)])
    },
    open() {
      close()
      if (!Client || !config) return
      isOpen = true
      if (made && JSON.stringify(made.for) === JSON.stringify(config)) made.pusher.connect()
      else made = { pusher: make(Client, config), for: config } // It connects by itself.
    },
    close,
  }
}

interface SocketError {
  data?: { code?: number | null } | null
  error?: { data?: { code?: number | null } | null } | null
}

/** Returns the address of the broker; a null host means the page's own origin. */
function placeOf({ host, port, tls, cluster }: RealtimeConfig) {
  if (host === null && cluster !== null) return { cluster, forceTLS: true }
  const secure = tls ?? location.protocol === 'https:'
  const number = port ?? (Number(location.port) || (secure ? 443 : 80))
  return {
    cluster: cluster ?? '',
    wsHost: host ?? location.hostname,
    wsPort: number,
    wssPort: number,
    forceTLS: secure,
  }
}
