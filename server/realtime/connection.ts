import type { RawData, WebSocket } from 'ws'
import { CLOSE, type CloseReason } from './close-reasons'
import { closeFrame } from './frames'
import { INBOUND_WINDOW_MS, MAX_INBOUND_FRAMES_PER_WINDOW } from './protocol-limits'

export interface ConnectionOwner {
  readonly maxQueuedBytes: number
  onMessage(connection: Connection, text: string): void
  /** Called once when the connection stops counting: before the closing handshake, which may take seconds. */
  onClose(connection: Connection): void
}

const NONE: readonly string[] = []
const AS_TEXT = { binary: false }

/** One accepted socket. Kept small, because there are thousands of them, nearly all idle. */
export class Connection {
  channels = NONE
  sessionIds = NONE
  userId: string | undefined
  lastReceivedAt = Date.now()
  pingedAt = 0
  readonly id: string
  readonly address: string
  readonly #socket: WebSocket
  readonly #owner: ConnectionOwner
  #windowStartedAt = 0
  #framesInWindow = 0
  #isClosed = false

  constructor(id: string, address: string, socket: WebSocket, owner: ConnectionOwner) {
    this.id = id
    this.address = address
    this.#socket = socket
    this.#owner = owner
    const markAlive = () => this.#markAlive()
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('ping', markAlive)
    socket.on('pong', markAlive)
    socket.on('close', () => this.#markClosed())
    socket.on('error', ignoreBecauseCloseFollows)
  }

  /** Sends a frame; terminates a client that does not read, because its queue would grow in our memory. */
  send(frame: string | Buffer): void {
    if (this.#isClosed) return
    this.#socket.send(frame, AS_TEXT)
    if (this.#socket.bufferedAmount > this.#owner.maxQueuedBytes) this.terminate()
  }

  close(reason: CloseReason) {
    if (this.#isClosed) return
    this.#markClosed()
    closeWithReason(this.#socket, reason)
  }

  terminate(): void {
    this.#markClosed()
    this.#socket.terminate()
  }

  #receive(data: RawData, isBinary: boolean) {
    if (this.#isClosed) return
    this.#markAlive()
    if (isBinary) return this.close(CLOSE.binaryFrame)
    if (this.#exceedsFrameLimit()) return this.close(CLOSE.tooManyFrames)
    this.#owner.onMessage(this, data.toString())
  }

  #markAlive(): void {
    this.lastReceivedAt = Date.now()
    this.pingedAt = 0
  }

  #exceedsFrameLimit(): boolean {
    if (this.lastReceivedAt - this.#windowStartedAt >= INBOUND_WINDOW_MS) {
      this.#windowStartedAt = this.lastReceivedAt
      this.#framesInWindow = 0
    }
    this.#framesInWindow += 1
    return this.#framesInWindow > MAX_INBOUND_FRAMES_PER_WINDOW
  }

  #markClosed(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#owner.onClose(this)
  }
}

/** Closes a socket that is refused, so that it never becomes a connection. */
export function rejectConnection(socket: WebSocket, reason: CloseReason): void {
  socket.on('error', ignoreBecauseCloseFollows)
  closeWithReason(socket, reason)
}

/** Sends a `pusher:error` frame with the code, then closes with the same code (protocol 7). */
function closeWithReason(socket: WebSocket, reason: CloseReason): void {
  if (reason.code >= 4000) socket.send(closeFrame(reason))
  socket.close(reason.code, reason.message)
}

/** ws emits `error` for a malformed or oversized frame and then closes; without a listener the process would end. */
function ignoreBecauseCloseFollows(): void {}
