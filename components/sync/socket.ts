import type Pusher from 'pusher-js'
import type { ChannelAuthorizationHandler, UserAuthenticationHandler } from 'pusher-js'
import type { RealtimeConfig } from '@/lib/realtime/schema'
import { get, postForm } from './api'
import { type Failure, keepConnected, type SocketHandlers, type Transport, type TransportEvents } from './reconnect'
import { retryUntilSuccess } from './retry-until-success'

/** keepLive decides how long a try may take, and pusher-js not before. */
const LATER_THAN_ANY_DEADLINE_MS = 120_000
/** The session has ended. Connecting again asks for a new authorization, which another tab may have signed in for meanwhile. */
const UNAUTHORIZED = 4009

interface Listener {
  onEvent(data: unknown): void
}

/** Listens on the viewer's channel, coming back by itself. Returns what ends it. */
export const openSocket = ({ onEvent, ...ear }: Listener & SocketHandlers): (() => void) =>
  keepConnected((events) => createTransport({ onEvent, ...events }), ear)

/** What a tab needs of pusher-js. Its own attempts to come back take up to 14 s; any of them counts as a failure here. */
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

  /** A broker elsewhere closes sockets by this name. Beside everything else: without it news comes all the same. */
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
    /** Only when pusher-js has done all that it does about it: a timer of its own would outlast the end. */
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
      if (!code || (isSubscribed && code >= 4300)) return // Those are about single events.
      fail({ isRefused: code >= 4000 && code < 4100 && code !== UNAUTHORIZED }) // The protocol: do not come back unaltered.
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
      else made = { pusher: make(Client, config), for: config } // Connects by itself.
    },
    close,
  }
}

interface SocketError {
  data?: { code?: number | null } | null
  error?: { data?: { code?: number | null } | null } | null
}

/** Where the broker is; a null host means the page's own origin. */
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
