import { WebSocket } from 'ws'
import { isObject, parseObject } from '@/server/realtime/frames'
import { type AppCredentials, channelSignature } from '@/server/realtime/signatures'

export interface ServerFrame {
  readonly event: string
  readonly channel?: string
  readonly data: unknown
}

interface Waiter {
  readonly matches: (frame: ServerFrame) => boolean
  readonly resolve: (frame: ServerFrame) => void
  readonly reject: (error: Error) => void
}

/** A WebSocket client for raw frames, so that tests see exactly what is sent. */
export class TestSocket {
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  readonly #unread: ServerFrame[] = []
  readonly #waiters: Waiter[] = []

  constructor(port: number, path: string) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false })
    this.#socket.on('message', (data) => this.#receive(data.toString()))
    this.#socket.on('error', () => {})
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve))
    this.closed.then((code) => this.#failWaiters(new Error(`The socket was closed with ${code}`)))
  }

  /** Resolves with the first unread frame that matches; rejects when the socket closes before it. */
  next(matches: string | ((frame: ServerFrame) => boolean)): Promise<ServerFrame> {
    const isMatch = typeof matches === 'string' ? (frame: ServerFrame) => frame.event === matches : matches
    const at = this.#unread.findIndex(isMatch)
    const [found] = at === -1 ? [] : this.#unread.splice(at, 1)
    if (found) return Promise.resolve(found)
    return new Promise((resolve, reject) => this.#waiters.push({ matches: isMatch, resolve, reject }))
  }

  /** Resolves with the socket id in the server's first frame. */
  async socketId(): Promise<string> {
    const data = parseData(await this.next('pusher:connection_established'))
    if (typeof data.socket_id !== 'string') throw new Error('No socket_id')
    return data.socket_id
  }

  send(frame: unknown): void {
    this.sendRaw(JSON.stringify(frame))
  }

  sendRaw(content: string | Buffer): void {
    this.#socket.send(content)
  }

  subscribe(app: AppCredentials, socketId: string, channel: string): Promise<ServerFrame> {
    this.send({ event: 'pusher:subscribe', data: { channel, auth: channelSignature(app, socketId, channel) } })
    return this.next((frame) => frame.channel === channel && frame.event.includes('subscription_'))
  }

  /** Resolves when the server has answered a ping; frames are handled in order, so all earlier ones are handled. */
  async settled(): Promise<void> {
    this.send({ event: 'pusher:ping', data: {} })
    await this.next('pusher:pong')
  }

  /** Returns the received frames that no call of `next` has taken. */
  unread(): readonly ServerFrame[] {
    return this.#unread
  }

  controlPing(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once('pong', () => resolve())
      this.#socket.ping()
    })
  }

  close(): Promise<number> {
    this.#socket.close()
    return this.closed
  }

  #receive(text: string): void {
    const frame = parseObject(text)
    if (typeof frame?.event !== 'string') throw new Error(`Not a frame: ${text}`)
    const channel = typeof frame.channel === 'string' ? { channel: frame.channel } : {}
    const received: ServerFrame = { event: frame.event, data: frame.data, ...channel }
    const at = this.#waiters.findIndex((waiter) => waiter.matches(received))
    const [waiter] = at === -1 ? [] : this.#waiters.splice(at, 1)
    if (waiter) waiter.resolve(received)
    else this.#unread.push(received)
  }

  #failWaiters(error: Error): void {
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error)
  }
}

/** Returns the data of a frame, which is an object or, in most server events, a JSON string. */
export function parseData(frame: ServerFrame): Record<string, unknown> {
  const data = typeof frame.data === 'string' ? parseObject(frame.data) : frame.data
  return isObject(data) ? data : {}
}

export function socketPath(key: string): string {
  return `/app/${key}?protocol=7&client=test&version=1.0&flash=false`
}
