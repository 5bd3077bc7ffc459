import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { OccupancyEvent } from './channel-registry'

export interface RealtimeOptions {
  readonly appId: string
  readonly key: string
  readonly secret: string
  /** Seconds of silence after which either side pings; 120 by default. */
  readonly activityTimeoutSeconds?: number
  /** Seconds to wait for a pong before the socket is closed with 4201; 30 by default. */
  readonly pongTimeoutSeconds?: number
  /** Maximum bytes queued for one socket before it is terminated; 1 MiB by default. */
  readonly maxQueuedBytes?: number
  /** Maximum subscriptions to one `private-user-…` channel; above it the oldest socket is closed with 4004. */
  readonly socketsPerUser: number
  /** Maximum sockets of one address; above it a new socket is refused with 4100. */
  readonly socketsPerAddress: number
  /** URL for occupancy webhooks. If absent, occupancy is reported in-process only. */
  readonly webhookUrl?: string
  /** Returns false for a page of another site, which gets 403. If absent, every origin is allowed. */
  readonly isOriginAllowed?: (request: IncomingMessage) => boolean
  readonly log?: (line: string, facts?: object) => void
  /** Returns the client's address, e.g. as forwarded by a trusted proxy; the socket's remote address by default. */
  readonly addressOf?: (request: IncomingMessage) => string
}

export interface RealtimeServer {
  /** Returns true when it handles the path (`/app/:key`); it then owns the socket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Returns true when it handles the path (`/apps/…`, the Channels HTTP API); it then sends the response. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  /** Publishes in-process to the channels; unlike the HTTP API it validates nothing. */
  trigger(channels: readonly string[], event: string, data: string, exceptSocketId?: string): void
  /** Links the socket to the session for which a channel was signed; ignores an unknown socket. */
  rememberSession(socketId: string, sessionId: string): void
  /** Closes only the sockets of that session, with 4009, and returns their number. */
  closeSession(sessionId: string): number
  /** Returns the sessions linked to open sockets. */
  connectedSessions(): string[]
  occupiedChannels(prefix?: string): string[]
  /** Adds a listener; returns a function that removes it. */
  onOccupancy(listener: OccupancyListener): () => void
  connectionCount(): number
  /** Closes all sockets with 4200. Reports no `channel_vacated`: the server stops, but the users did not leave. */
  close(): Promise<void>
}

export type OccupancyListener = (event: OccupancyEvent) => void
