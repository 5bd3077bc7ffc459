import { backoffMs, retryAfterMs } from './backoff'

const FIRST_WAIT_MS = 700
/** A server that says not to come back may mean a deploy or a limit: asked again, but seldom. */
const REFUSED_WAIT_MS = 2 * 60_000
/** From the first step to being subscribed; longer once that was too short, for a slow network. */
const CONNECT_TIMEOUT_MS = 12_000
const LONG_CONNECT_TIMEOUT_MS = 30_000
/** A connection that breaks sooner has not ended the row of failures. */
const STABLE_AFTER_MS = 10_000

export interface Failure {
  error?: unknown
  /** The server said not to come back. */
  isRefused?: boolean
}

export interface TransportEvents {
  onSubscribed(): void
  /** Any step has failed, or the connection is lost. */
  onFailed(failure: Failure): void
}

export interface Transport {
  /** Fetches what opening takes; anew when more than one try has failed, because that may have changed. */
  prepare(anew: boolean): Promise<void>
  /** Connects and subscribes. */
  open(): void
  close(): void
}

export interface SocketHandlers {
  /** The channel is heard from now on: whatever was said before has to be asked for. */
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
  document.addEventListener('visibilitychange', onVisibilityChange, listening) // Timers of hidden tabs are slow.
  void open()
  return () => {
    become('ended')
    listening.abort()
    transport.close()
  }
}
