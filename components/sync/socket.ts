import type Pusher from 'pusher-js'
import type { ChannelAuthorizationHandler, UserAuthenticationHandler } from 'pusher-js'
import type { RealtimeConfig } from '@/lib/realtime/schema'
import { get, postForm } from './api'
import { type Failure, keepConnected, type SocketHandlers, type Transport, type TransportEvents } from './reconnect'
import { retryUntilSuccess } from './retry-until-success'

/** Longer than every timeout of keepConnected, which decides how long an attempt may take. */
const UNAVAILABLE_TIMEOUT_MS = 120_000
/** Pusher close code: the session has ended. A reconnect succeeds if another tab has signed in meanwhile. */
const UNAUTHORIZED = 4009

interface Listener {
  onEvent(data: unknown): void
}

/** Subscribes to the viewer's channel and reconnects by itself. Returns a function that stops it. */
export const openSocket = ({ onEvent, ...handlers }: Listener & SocketHandlers): (() => void) =>
  keepConnected((events) => createTransport({ onEvent, ...events }), handlers)

/** Wraps pusher-js. Its own reconnects take up to 14 s, so the first of them is reported as a failure instead. */
function createTransport({ onEvent, onSubscribed, onFailed }: Listener & TransportEvents): Transport {
  let PusherClass: typeof Pusher | undefined
  let config: RealtimeConfig | undefined
  let client: { pusher: Pusher; config: RealtimeConfig } | undefined
  let connections = 0
  let isOpen = false
  let isSubscribed = false
  let stopSigningIn = () => {}

  const load = async () => {
    PusherClass ??= (await import('pusher-js')).default
  }
  const fetchConfig = async (refetch: boolean) => {
    if (refetch || !config) config = await get<RealtimeConfig>('/api/realtime/config')
  }

  const authorize: ChannelAuthorizationHandler = async ({ socketId, channelName }, callback) => {
    const connection = connections
    try {
      const body = { socket_id: socketId, channel_name: channelName }
      const response = await postForm<Parameters<typeof callback>[1]>('/api/realtime/auth', body)
      if (connection === connections) callback(null, response)
    } catch (error) {
      if (connection === connections) onFailed({ error })
    }
  }

  /**
   * Signs the user in at an external broker, so that it can close their sockets. Events arrive without it too, so it
   * does not delay the subscription.
   */
  const authenticate: UserAuthenticationHandler = ({ socketId }, callback) => {
    stopSigningIn()
    const connection = connections
    const signIn = async () => {
      const response = await postForm<Parameters<typeof callback>[1]>('/api/realtime/user-auth', {
        socket_id: socketId,
      })
      if (connection === connections) callback(null, response)
    }
    stopSigningIn = retryUntilSuccess(signIn, () => false)
  }

  const createPusher = (Loaded: typeof Pusher, { key, channel: channelName, ...broker }: RealtimeConfig) => {
    const pusher = new Loaded(key, {
      ...connectionOptions(broker),
      enabledTransports: ['ws', 'wss'],
      disableStats: true,
      unavailableTimeout: UNAVAILABLE_TIMEOUT_MS,
      channelAuthorization: { customHandler: authorize },
      userAuthentication: { customHandler: authenticate },
    })
    if (broker.host !== null || broker.cluster !== null) pusher.signin()
    const channel = pusher.subscribe(channelName)
    channel.bind('pusher:subscription_succeeded', () => {
      isSubscribed = true
      onSubscribed()
    })
    channel.bind('pusher:subscription_error', (error: unknown) => onFailed({ error }))
    channel.bind_global((name: string, data: unknown) => {
      if (!name.startsWith('pusher')) onEvent(data)
    })
    /** Reports a failure after pusher-js has handled it; otherwise a timer of pusher-js would outlive `close`. */
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
      fail({ isRefused: code >= 4000 && code < 4100 && code !== UNAUTHORIZED }) // Pusher protocol: do not reconnect.
    })
    return pusher
  }

  const close = () => {
    connections++
    isOpen = false
    isSubscribed = false
    stopSigningIn()
    client?.pusher.disconnect()
  }

  return {
    async prepare(refetch) {
      await Promise.all([load(), fetchConfig(refetch)])
    },
    open() {
      close()
      if (!PusherClass || !config) return
      isOpen = true
      if (client && JSON.stringify(client.config) === JSON.stringify(config)) client.pusher.connect()
      else client = { pusher: createPusher(PusherClass, config), config } // Connects by itself.
    },
    close,
  }
}

interface SocketError {
  data?: { code?: number | null } | null
  error?: { data?: { code?: number | null } | null } | null
}

/** Returns the pusher-js options for the broker's address; without host and cluster it is the page's own origin. */
function connectionOptions({ host, port, tls, cluster }: Omit<RealtimeConfig, 'key' | 'channel'>) {
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
