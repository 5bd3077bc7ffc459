import type { RawData, WebSocket } from 'ws'
import { CLOSE, type CloseReason } from './close-reasons'
import { closeFrame } from './frames'
import { INBOUND_FRAMES_PER_WINDOW_MAX, INBOUND_WINDOW_MS } from './protocol-limits'

export interface ConnectionOwner {
  readonly maxQueuedBytes: number
  heard(connection: Connection, text: string): void
  /** Told once, at the moment the connection stops counting: before the closing handshake, which may take seconds. */
  ended(connection: Connection): void
}

const NONE: readonly string[] = []
const AS_TEXT = { binary: false }

/** One socket that has been let in. Small on purpose: there are thousands of them, nearly all of them idle. */
export class Connection {
  channels = NONE
  sessionIds = NONE
  userId: string | undefined
  heardAt = Date.now()
  pingedAt = 0
  readonly id: string
  readonly address: string
  readonly #socket: WebSocket
  readonly #owner: ConnectionOwner
  #windowStartedAt = 0
  #framesInWindow = 0
  #ended = false

  constructor(id: string, address: string, socket: WebSocket, owner: ConnectionOwner) {
    this.id = id
    this.address = address
    this.#socket = socket
    this.#owner = owner
    const alive = () => this.#alive()
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary))
    socket.on('ping', alive)
    socket.on('pong', alive)
    socket.on('close', () => this.#end())
    socket.on('error', ignoreBecauseCloseFollows)
  }

  /** A peer that does not read is cut off, not waited for: its queue would grow in our memory. */
  send(frame: string | Buffer): void {
    if (this.#ended) return
    this.#socket.send(frame, AS_TEXT)
    if (this.#socket.bufferedAmount > this.#owner.maxQueuedBytes) this.terminate()
  }

  close(reason: CloseReason) {
    if (this.#ended) return
    this.#end()
    sendAway(this.#socket, reason)
  }

  terminate(): void {
    this.#end()
    this.#socket.terminate()
  }

  #hear(data: RawData, isBinary: boolean) {
    if (this.#ended) return
    this.#alive()
    if (isBinary) return this.close(CLOSE.binaryFrame)
    if (this.#hearsTooMuch()) return this.close(CLOSE.tooManyFrames)
    this.#owner.heard(this, data.toString())
  }

  #alive(): void {
    this.heardAt = Date.now()
    this.pingedAt = 0
  }

  #hearsTooMuch(): boolean {
    if (this.heardAt - this.#windowStartedAt >= INBOUND_WINDOW_MS) {
      this.#windowStartedAt = this.heardAt
      this.#framesInWindow = 0
    }
    this.#framesInWindow += 1
    return this.#framesInWindow > INBOUND_FRAMES_PER_WINDOW_MAX
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#owner.ended(this)
  }
}

/** For a socket that never becomes a connection. */
export function rejectConnection(socket: WebSocket, reason: CloseReason): void {
  socket.on('error', ignoreBecauseCloseFollows)
  sendAway(socket, reason)
}

/** Protocol 7: a `pusher:error` frame with the code, then a close with the same code. */
function sendAway(socket: WebSocket, reason: CloseReason): void {
  if (reason.code >= 4000) socket.send(closeFrame(reason))
  socket.close(reason.code, reason.message)
}

/** ws emits `error` for a broken or oversized frame and then closes by itself; unheard, it would end the process. */
function ignoreBecauseCloseFollows(): void {}
