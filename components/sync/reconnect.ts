import { backoffMs, retryAfterMs } from './backoff'

const FIRST_WAIT_MS = 700
/** Delay after a refusal, which may mean a deployment or a limit. */
const REFUSED_WAIT_MS = 2 * 60_000
/** Time from the first step to being subscribed; the longer one is used after a timeout. */
const CONNECT_TIMEOUT_MS = 12_000
const LONG_CONNECT_TIMEOUT_MS = 30_000
/** A connection must last this long to reset the count of failures. */
const STABLE_AFTER_MS = 10_000

export interface Failure {
  error?: unknown
  /** The server refused further connections. */
  isRefused?: boolean
}

export interface TransportEvents {
  onSubscribed(): void
  /** A step has failed, or the connection is lost. */
  onFailed(failure: Failure): void
}

export interface Transport {
  /** Fetches the configuration; again after more than one failure, because it may have changed. */
  prepare(anew: boolean): Promise<void>
  /** Connects and subscribes. */
  open(): void
  close(): void
}

export interface SocketHandlers {
  /** Subscribed: earlier events must be fetched. */
  onLive(): void
  onLost(): void
}

type State = 'waiting' | 'opening' | 'live' | 'ended'

/**
 * Keeps a transport subscribed. Whichever step fails or does not answer in time, all of it is tried again after a wait:
 *
 *   waiting ──▶ opening ──▶ live
 *      ▲           │          │
 *      └───────────┴──────────┘  a step failed, took too long, or the connection was lost
 *
 * Each state has at most one timer. Returns what ends it.
 */
export function keepConnected(
  createTransport: (events: TransportEvents) => Transport,
  ear: SocketHandlers,
): () => void {
  let state: State = 'waiting'
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempts = 0
  let failures = 0
  let deadlineMs = CONNECT_TIMEOUT_MS
  let mayHurry = true

  const become = (next: State, inMs?: number, then?: () => void) => {
    clearTimeout(timer)
    timer = then && setTimeout(then, inMs)
    state = next
  }

  const open = async () => {
    const attempt = ++attempts
    const isCurrent = () => attempt === attempts && state === 'opening'
    become('opening', deadlineMs, () => {
      deadlineMs = LONG_CONNECT_TIMEOUT_MS
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
    mayHurry = !isRefused && retryAfterMs(error) === 0
    const own = backoffMs(failures++, error, FIRST_WAIT_MS)
    become('waiting', isRefused ? REFUSED_WAIT_MS * (1 + Math.random()) : own, () => void open())
    transport.close()
    ear.onLost()
  }

  const transport = createTransport({
    onSubscribed() {
      if (state !== 'opening') return
      deadlineMs = CONNECT_TIMEOUT_MS
      become('live', STABLE_AFTER_MS, () => {
        failures = 0
      })
      ear.onLive()
    },
    onFailed: fail,
  })

  const hurry = () => {
    if (state === 'waiting' && mayHurry) void open()
  }
  const onVisibilityChange = () => {
    if (document.visibilityState === 'visible') hurry()
  }
  const listening = new AbortController()
  addEventListener('online', hurry, listening)
  document.addEventListener('visibilitychange', onVisibilityChange, listening) // Browsers slow down timers of hidden tabs.
  void open()
  return () => {
    become('ended')
    listening.abort()
    transport.close()
  }
}
