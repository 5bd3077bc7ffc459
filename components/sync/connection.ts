import { createListeners } from '@/components/create-store'
import { hasClockJumped } from '@/components/server-time'
import { openSocket } from './socket'

/** Without a socket the log is asked this often; with one, only in case something went missing unseen. */
const POLL_MS = 30_000
const LIVE_POLL_MS = 5 * 60_000
/** How long a first connection may take before the line says that it polls. */
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
  check(): void
}

/** Keeps the reader fed by socket while there is one and by polling while there is none. */
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
    let lastCheck = performance.now() // Not the time of day, which people and networks change.
    const check = () => {
      lastCheck = performance.now()
      reader.check()
    }
    const closeSocket = openSocket({
      onEvent: reader.receive,
      onLive() {
        become('live')
        check() // Pusher does not replay: what was said while nobody listened is in the log.
      },
      onLost() {
        become('lost')
        check() // The network may be gone, or the session: then this call is what finds out.
      },
    })
    const patience = setTimeout(() => socket === 'connecting' && become('lost'), CONNECT_TIMEOUT_MS)
    const poll = setInterval(() => {
      const isDue = performance.now() - lastCheck >= (socket === 'live' ? LIVE_POLL_MS : POLL_MS)
      if (hasClockJumped() || isDue) check() // The answer also says what time it is.
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
