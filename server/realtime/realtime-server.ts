import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { OccupancyEvent } from './channel-registry'

export interface RealtimeOptions {
  readonly appId: string
  readonly key: string
  readonly secret: string
  /** Silence after which either side pings; 120. */
  readonly activityTimeoutSeconds?: number
  /** How long a pong may take before the socket is closed with 4201; 30. */
  readonly pongTimeoutSeconds?: number
  /** Bytes one socket may have waiting before it is cut off; 1 MiB. */
  readonly maxQueuedBytes?: number
  /** Subscriptions to one `private-user-…` channel; beyond it the oldest is closed with 4004. */
  readonly socketsPerUser: number
  /** Beyond it a further socket is refused with 4100. */
  readonly socketsPerAddress: number
  /** Absent: occupancy is told in-process only. */
  readonly webhookUrl?: string
  /** False for a page of another site, which is answered with 403; everybody is welcome when absent. */
  readonly isWelcome?: (request: IncomingMessage) => boolean
  readonly log?: (line: string, facts?: object) => void
  /** The client's address, behind a trusted proxy the forwarded one; the socket's peer. */
  readonly addressOf?: (request: IncomingMessage) => string
}

export interface RealtimeServer {
  /** True when the path was ours (`/app/:key`); the socket is then taken over. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** True when the path was ours (`/apps/…`, the Channels HTTP API); the response is then taken over. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean
  /** In-process publish to names the caller has chosen; unlike the HTTP API it checks nothing. */
  trigger(channels: readonly string[], event: string, data: string, exceptSocketId?: string): void
  /** To be called when a channel was signed for this socket on behalf of this session; an unknown socket is ignored. */
  rememberSession(socketId: string, sessionId: string): void
  /** Closes exactly the sockets of that session with 4009 and returns how many. */
  closeSession(sessionId: string): number
  /** The sessions that were remembered for a socket which is still open. */
  connectedSessions(): string[]
  occupiedChannels(prefix?: string): string[]
  /** Returns the way to stop listening. */
  onOccupancy(listener: OccupancyListener): () => void
  connectionCount(): number
  /** Sends everybody away with 4200. Nobody is told `channel_vacated`: the server leaves, not the people. */
  close(): Promise<void>
}

export type OccupancyListener = (event: OccupancyEvent) => void
