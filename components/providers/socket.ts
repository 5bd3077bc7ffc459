import type { RealtimeConfig } from '@/lib/realtime/schema'
import { get } from './api'
import { viewerHeader } from './viewer'

const FIRST_RETRY_MS = 700
const LONGEST_RETRY_MS = 30_000

interface Ear {
  onEvent(data: unknown): void
  /** The channel is heard from now on: whatever was said before has to be asked for. */
  onLive(): void
  onLost(): void
}

/** Listens on the viewer's channel, coming back by itself with backoff and jitter. Answers with a function that ends it. */
export function openSocket(ear: Ear): () => void {
  let ended = false
  let connected = false
  let wait = FIRST_RETRY_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let close = () => {}
  /** Before there is a connection that comes back by itself: the page may have been opened without a network. */
  const open = () => {
    clearTimeout(timer)
    timer = undefined
    connect(ear, () => ended).then(
      (disconnect) => {
        connected = true
        close = disconnect
        if (ended) close()
      },
      () => {
        ear.onLost()
        if (ended) return
        timer = setTimeout(open, wait * (0.5 + Math.random()))
        wait = Math.min(wait * 2, LONGEST_RETRY_MS)
      },
    )
  }
  const wake = () => timer !== undefined && !connected && open()
  addEventListener('online', wake)
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    removeEventListener('online', wake)
    close()
  }
}

async function connect({ onEvent, onLive, onLost }: Ear, ended: () => boolean): Promise<() => void> {
  const [{ default: Pusher }, config] = await Promise.all([
    import('pusher-js'),
    get<RealtimeConfig>('/api/realtime/config'),
  ])
  if (ended()) return () => {}
  const pusher = new Pusher(config.key, {
    ...placeOf(config),
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    channelAuthorization: { endpoint: '/api/realtime/auth', transport: 'ajax', headers: viewerHeader() },
    userAuthentication: { endpoint: '/api/realtime/user-auth', transport: 'ajax', headers: viewerHeader() },
  })
  if (config.host !== null || config.cluster !== null) pusher.signin() // A broker elsewhere closes sockets by this name.
  const channel = pusher.subscribe(config.channel)
  channel.bind('pusher:subscription_succeeded', onLive)
  channel.bind('pusher:subscription_error', onLost)
  channel.bind_global((name: string, data: unknown) => {
    if (!name.startsWith('pusher')) onEvent(data)
  })
  return keepConnected(pusher.connection, pusher, onLost)
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

interface Connection {
  state: string
  bind(event: 'state_change', listener: (change: { current: string }) => void): unknown
  bind(event: 'error', listener: (error: { data?: { code?: number } }) => void): unknown
}

/** pusher-js takes up to 14 s to come back by itself; this tries from 0.7 s on, doubling, unless the server said not to. */
function keepConnected(connection: Connection, pusher: { connect(): void; disconnect(): void }, onLost: () => void) {
  let wait = FIRST_RETRY_MS
  let refused = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const retry = () => {
    timer = undefined
    pusher.disconnect()
    pusher.connect()
    schedule()
  }
  const schedule = () => {
    if (refused) return
    timer ??= setTimeout(retry, wait * (0.5 + Math.random()))
    wait = Math.min(wait * 2, LONGEST_RETRY_MS)
  }
  connection.bind('error', ({ data }) => {
    refused ||= data?.code !== undefined && data.code >= 4000 && data.code < 4100 // The protocol: do not come back.
  })
  connection.bind('state_change', ({ current }) => {
    if (current === 'connected') {
      clearTimeout(timer)
      timer = undefined
      wait = FIRST_RETRY_MS
      return
    }
    if (current === 'unavailable' || current === 'disconnected' || current === 'failed') onLost()
    schedule()
  })
  const wake = () => connection.state !== 'connected' && !refused && retry()
  addEventListener('online', wake)
  return () => {
    refused = true
    clearTimeout(timer)
    removeEventListener('online', wake)
    pusher.disconnect()
  }
}
