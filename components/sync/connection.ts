import { createListeners } from '@/components/create-store'
import { hasClockJumped } from '@/components/server-time'
import { openSocket } from './socket'

/** Interval of polling without a socket. */
const POLL_MS = 30_000
const LIVE_POLL_MS = 5 * 60_000
/** Time for the first connection before the status shows polling. */
const CONNECT_TIMEOUT_MS = 4000

export type ConnectionState = 'connecting' | 'live' | 'polling' | 'offline'

export interface Connection {
  state(): ConnectionState
  subscribe(listener: () => void): () => void
  start(): () => void
}

interface ConnectionHandlers {
  /** Takes the data of a socket event. */
  receive(data: unknown): void
  /** Asks for what may have been missed. */
  catchUp(): void
}

/** Receives events by socket, and polls while there is none. */
export function createConnection(reader: ConnectionHandlers): Connection {
  let socket: 'connecting' | 'live' | 'lost' = 'connecting'
  const { subscribe, notify } = createListeners()
  const become = (next: typeof socket) => {
    if (socket === next) return
    socket = next
    notify()
  }

  const state = (): ConnectionState => {
    if (!navigator.onLine) return 'offline'
    return socket === 'lost' ? 'polling' : socket
  }

  const start = () => {
    let lastCheck = performance.now() // Not the time of day, which can be changed.
    const check = () => {
      lastCheck = performance.now()
      reader.catchUp()
    }
    const closeSocket = openSocket({
      onEvent: reader.receive,
      onLive() {
        become('live')
        check() // Pusher does not replay events; those missed are in the log.
      },
      onLost() {
        become('lost')
        check() // The session may have ended, which this call finds out.
      },
    })
    const patience = setTimeout(() => socket === 'connecting' && become('lost'), CONNECT_TIMEOUT_MS)
    const poll = setInterval(() => {
      const isDue = performance.now() - lastCheck >= (socket === 'live' ? LIVE_POLL_MS : POLL_MS)
      if (hasClockJumped() || isDue) check() // The response also tells the server's time.
    }, 1000)
    const wake = () => document.visibilityState === 'visible' && check()
    const listening = new AbortController()
    document.addEventListener('visibilitychange', wake, listening)
    addEventListener('online', check, listening)
    addEventListener('online', notify, listening)
    addEventListener('offline', notify, listening)
    return () => {
      clearTimeout(patience)
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
