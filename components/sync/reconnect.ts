import { backoffMs, retryAfterMs } from './backoff'

const FIRST_RETRY_MS = 700
/** Delay after the server refused reconnects, as it does during a deploy or at a limit. */
const REFUSED_RETRY_MS = 2 * 60_000
/** Time from the first step to the subscription. */
const CONNECT_TIMEOUT_MS = 12_000
/** Used after an attempt has timed out, for slow networks. */
const LONG_CONNECT_TIMEOUT_MS = 30_000
/** A connection that lasts this long resets the number of failures. */
const STABLE_AFTER_MS = 10_000

export interface Failure {
  error?: unknown
  /** The server said not to reconnect. */
  isRefused?: boolean
}

export interface TransportEvents {
  onSubscribed(): void
  /** A step failed, or the connection is lost. */
  onFailed(failure: Failure): void
}

export interface Transport {
  /** Loads what is needed to connect. With `refetch` also what is already loaded, because it may have changed. */
  prepare(refetch: boolean): Promise<void>
  /** Connects and subscribes. */
  open(): void
  close(): void
}

export interface SocketHandlers {
  /** The channel is subscribed. Events published before must be fetched. */
  onLive(): void
  onLost(): void
}

type State = 'waiting' | 'opening' | 'live' | 'ended'

/**
 * Keeps a transport subscribed. If a step fails or does not finish in time, all steps are repeated after a delay:
 *
 *   waiting ──▶ opening ──▶ live
 *      ▲           │          │
 *      └───────────┴──────────┘  a step failed or timed out, or the connection was lost
 *
 * Each state has at most one timer. Returns a function that stops it.
 */
export function keepConnected(
  createTransport: (events: TransportEvents) => Transport,
  handlers: SocketHandlers,
): () => void {
  let state: State = 'waiting'
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempts = 0
  let failures = 0
  let timeoutMs = CONNECT_TIMEOUT_MS
  let mayRetryEarly = true

  const setState = (next: State, delayMs?: number, then?: () => void) => {
    clearTimeout(timer)
    timer = then && setTimeout(then, delayMs)
    state = next
  }

  const open = async () => {
    const attempt = ++attempts
    const isCurrent = () => attempt === attempts && state === 'opening'
    setState('opening', timeoutMs, () => {
      timeoutMs = LONG_CONNECT_TIMEOUT_MS
      fail({})
    })
    try {
      await transport.prepare(failures > 1)
      if (isCurrent()) transport.open()
    } catch (error) {
      if (isCurrent()) fail({ error })
    }
  }

  const fail = ({ error, isRefused = false }: Failure) => {
    if (state !== 'opening' && state !== 'live') return
    mayRetryEarly = !isRefused && retryAfterMs(error) === 0
    const delayMs = backoffMs(failures++, error, FIRST_RETRY_MS)
    setState('waiting', isRefused ? REFUSED_RETRY_MS * (1 + Math.random()) : delayMs, () => void open())
    transport.close()
    handlers.onLost()
  }

  const transport = createTransport({
    onSubscribed() {
      if (state !== 'opening') return
      timeoutMs = CONNECT_TIMEOUT_MS
      setState('live', STABLE_AFTER_MS, () => {
        failures = 0
      })
      handlers.onLive()
    },
    onFailed: fail,
  })

  const retryEarly = () => {
    if (state === 'waiting' && mayRetryEarly) void open()
  }
  const onVisibilityChange = () => {
    if (document.visibilityState === 'visible') retryEarly()
  }
  const listening = new AbortController()
  addEventListener('online', retryEarly, listening)
  document.addEventListener('visibilitychange', onVisibilityChange, listening) // Hidden tabs have slow timers.
  void open()
  return () => {
    setState('ended')
    listening.abort()
    transport.close()
  }
}
