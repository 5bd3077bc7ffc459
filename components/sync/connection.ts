import { createListeners } from '@/components/create-store'
import { hasClockJumped } from '@/components/server-time'
import { openSocket } from './socket'

/** Interval of polling the event log without a socket. */
const POLL_MS = 30_000
/** Interval with a socket, in case an event was lost. */
const LIVE_POLL_MS = 5 * 60_000
/** The state is `polling` if the first connection takes longer. */
const SHOW_LOST_AFTER_MS = 4000
/** A first attempt that fails earlier is not reported: at a start without a network, the browser notices that later. */
const MIN_CONNECTING_MS = 1500

export type ConnectionState = 'connecting' | 'live' | 'polling' | 'offline'

export interface Connection {
  state(): ConnectionState
  subscribe(listener: () => void): () => void
  start(): () => void
}

interface ConnectionHandlers {
  /** Receives the data of a socket event. */
  receive(data: unknown): void
  /** Fetches what may have been missed. */
  catchUp(): void
}

/** Delivers events by socket, and polls while there is no socket. */
export function createConnection(handlers: ConnectionHandlers): Connection {
  let socket: 'connecting' | 'live' | 'lost' = 'connecting'
  const { subscribe, notify } = createListeners()
  const setSocket = (next: typeof socket) => {
    if (socket === next) return
    socket = next
    notify()
  }

  const state = (): ConnectionState => {
    if (!navigator.onLine) return 'offline'
    return socket === 'lost' ? 'polling' : socket
  }

  const start = () => {
    const startedAt = performance.now() // Not the time of day, which may be changed.
    let lastCatchUp = startedAt
    let earlyTimer: ReturnType<typeof setTimeout> | undefined
    const catchUp = () => {
      lastCatchUp = performance.now()
      handlers.catchUp()
    }
    const closeSocket = openSocket({
      onEvent: handlers.receive,
      onLive() {
        setSocket('live')
        catchUp() // Pusher does not replay: events published meanwhile are in the event log.
      },
      onLost() {
        const leftMs = startedAt + MIN_CONNECTING_MS - performance.now()
        if (socket !== 'connecting' || leftMs <= 0) setSocket('lost')
        else earlyTimer ??= setTimeout(() => socket === 'connecting' && setSocket('lost'), leftMs)
        catchUp() // The network or the session may have ended; this call finds out.
      },
    })
    const connectTimer = setTimeout(() => socket === 'connecting' && setSocket('lost'), SHOW_LOST_AFTER_MS)
    const poll = setInterval(() => {
      const isDue = performance.now() - lastCatchUp >= (socket === 'live' ? LIVE_POLL_MS : POLL_MS)
      if (hasClockJumped() || isDue) catchUp() // The response also updates the server time.
    }, 1000)
    const onVisible = () => document.visibilityState === 'visible' && catchUp()
    const listening = new AbortController()
    document.addEventListener('visibilitychange', onVisible, listening)
    addEventListener('online', catchUp, listening)
    addEventListener('online', notify, listening)
    addEventListener('offline', notify, listening)
    return () => {
      clearTimeout(connectTimer)
      clearTimeout(earlyTimer)
      clearInterval(poll)
      listening.abort()
      closeSocket()
    }
  }

  return {
    state,
    start,
    subscribe,
  }
}
