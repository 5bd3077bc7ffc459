import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { AddressCounts } from './address-counts'
import { ChannelRegistry, type OccupancyEvent } from './channel-registry'
import { handleClientFrame, type RealtimeContext } from './client-frames'
import { CLOSE, type CloseReason } from './close-reasons'
import { Connection, type ConnectionOwner, rejectConnection } from './connection'
import { ConnectionGroups } from './connection-groups'
import { establishedFrame, eventFrames } from './frames'
import { handshakeError, isSocketPath } from './handshake'
import { startHeartbeat } from './heartbeat'
import { type ApiBackend, answerApiRequest, isApiPath } from './http-api'
import { MAX_INBOUND_FRAME_BYTES } from './protocol-limits'
import type { OccupancyListener, RealtimeOptions, RealtimeServer } from './realtime-server'
import { WebhookSender } from './webhooks'

const ACTIVITY_TIMEOUT_SECONDS = 120
const PONG_TIMEOUT_SECONDS = 30
const MAX_QUEUED_BYTES = 1024 * 1024
const CLOSE_TIMEOUT_MS = 2000
const MAX_SOCKET_ID_PART = 10_000_000_000

/** A constant and not a literal argument, because the types of ws lack its option `closeTimeout`. */
const SOCKET_SETTINGS = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: MAX_INBOUND_FRAME_BYTES,
  maxFragments: 128,
  maxBufferedChunks: 1024,
  closeTimeout: CLOSE_TIMEOUT_MS,
}

/**
 * Creates the server for the part of Pusher Channels protocol 7 and of the Channels HTTP API that Kith uses. It listens
 * on no port; the application's HTTP server passes upgrades and requests to it.
 */
export function createRealtimeServer(options: RealtimeOptions): RealtimeServer {
  return new EmbeddedRealtimeServer(options)
}

class EmbeddedRealtimeServer implements RealtimeServer, ConnectionOwner {
  readonly maxQueuedBytes: number
  readonly #options: RealtimeOptions
  readonly #activityTimeoutSeconds: number
  readonly #sockets = new WebSocketServer(SOCKET_SETTINGS)
  readonly #connections = new Map<string, Connection>()
  readonly #addresses = new AddressCounts()
  readonly #sessions = new ConnectionGroups()
  readonly #listeners = new Set<OccupancyListener>()
  readonly #context: RealtimeContext
  readonly #api: ApiBackend
  readonly #webhooks: WebhookSender | undefined
  readonly #stopHeartbeat: () => void
  #isClosed = false

  constructor(options: RealtimeOptions) {
    const { key, secret, socketsPerUser, webhookUrl } = options
    const app = { key, secret }
    const channels = new ChannelRegistry((event) => this.#reportOccupancy(event))
    this.#options = options
    this.maxQueuedBytes = options.maxQueuedBytes ?? MAX_QUEUED_BYTES
    this.#activityTimeoutSeconds = options.activityTimeoutSeconds ?? ACTIVITY_TIMEOUT_SECONDS
    this.#context = { app, channels, users: new ConnectionGroups(), socketsPerUser }
    this.#api = this.#apiBackend()
    this.#webhooks = webhookUrl ? new WebhookSender(webhookUrl, app, (...line) => this.#log(...line)) : undefined
    this.#stopHeartbeat = startHeartbeat(() => this.#connections.values(), {
      activityTimeoutMs: this.#activityTimeoutSeconds * 1000,
      pongTimeoutMs: (options.pongTimeoutSeconds ?? PONG_TIMEOUT_SECONDS) * 1000,
    })
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const { url = '' } = request
    if (!isSocketPath(url)) return false
    if (this.#options.isOriginAllowed?.(request) === false) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return true
    }
    const address = this.#options.addressOf?.(request) ?? request.socket.remoteAddress ?? ''
    const refusal = this.#refusalOf(url, address)
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (refusal) rejectConnection(webSocket, refusal)
      else this.#accept(webSocket, address)
    })
    return true
  }

  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    if (!isApiPath(request.url ?? '')) return false
    answerApiRequest(this.#api, request, response).catch((error) => {
      response.destroy()
      if (request.complete) this.#log('realtime: a request of the HTTP API failed', { error })
    })
    return true
  }

  trigger(channels: readonly string[], event: string, data: string, exceptSocketId?: string): void {
    const frameFor = eventFrames(event, data)
    for (const channel of channels) {
      const subscribers = this.#context.channels.subscribersOf(channel)
      if (subscribers.size === 0) continue
      const frame = frameFor(channel)
      for (const subscriber of subscribers) if (subscriber.id !== exceptSocketId) subscriber.send(frame)
    }
  }

  rememberSession(socketId: string, sessionId: string): void {
    const connection = this.#connections.get(socketId)
    if (!connection || connection.sessionIds.includes(sessionId)) return
    connection.sessionIds = [...connection.sessionIds, sessionId]
    this.#sessions.add(sessionId, connection)
  }

  closeSession(sessionId: string): number {
    return this.#sessions.close(sessionId, CLOSE.terminated)
  }

  connectedSessions(): string[] {
    return [...this.#sessions.names()]
  }

  occupiedChannels(prefix?: string): string[] {
    return this.#context.channels.occupied(prefix)
  }

  onOccupancy(listener: OccupancyListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  connectionCount(): number {
    return this.#connections.size
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopHeartbeat()
    this.#webhooks?.stop()
    for (const connection of [...this.#connections.values()]) connection.close(CLOSE.serverCloses)
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()))
  }

  onMessage(connection: Connection, text: string): void {
    handleClientFrame(this.#context, connection, text)
  }

  onClose(connection: Connection): void {
    this.#connections.delete(connection.id)
    this.#addresses.remove(connection.address)
    for (const sessionId of connection.sessionIds) this.#sessions.remove(sessionId, connection)
    if (connection.userId !== undefined) this.#context.users.remove(connection.userId, connection)
    for (const channel of connection.channels) this.#context.channels.unsubscribe(connection, channel)
  }

  #accept(webSocket: WebSocket, address: string): void {
    const connection = new Connection(this.#newSocketId(), address, webSocket, this)
    this.#connections.set(connection.id, connection)
    this.#addresses.add(address)
    connection.send(establishedFrame(connection.id, this.#activityTimeoutSeconds))
  }

  #newSocketId(): string {
    const id = `${randomInt(1, MAX_SOCKET_ID_PART)}.${randomInt(1, MAX_SOCKET_ID_PART)}`
    return this.#connections.has(id) ? this.#newSocketId() : id
  }

  #refusalOf(url: string, address: string): CloseReason | undefined {
    const isFull = this.#addresses.of(address) >= this.#options.socketsPerAddress
    return handshakeError(url, this.#options.key) ?? (isFull ? CLOSE.tooManyFromAddress : undefined)
  }

  #reportOccupancy(event: OccupancyEvent): void {
    if (this.#isClosed) return
    this.#webhooks?.add(event)
    for (const listener of this.#listeners) this.#notifyListener(listener, event)
  }

  /** Catches a listener's error, so that the frame being handled is completed. */
  #notifyListener(listener: OccupancyListener, event: OccupancyEvent): void {
    try {
      listener(event)
    } catch (error) {
      this.#log('realtime: an occupancy listener failed', { error, ...event })
    }
  }

  #apiBackend(): ApiBackend {
    const { appId } = this.#options
    const { app, channels, users } = this.#context
    return {
      appId,
      app,
      publish: (event) => this.trigger(event.channels, event.name, event.data, event.exceptSocketId),
      occupiedChannels: (prefix) => channels.occupied(prefix),
      subscriptionCount: (channel) => channels.subscribersOf(channel).size,
      terminateUser: (userId) => users.close(userId, CLOSE.terminated),
    }
  }

  #log(line: string, facts?: object): void {
    this.#options.log?.(line, facts)
  }
}
