import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { log } from '@/lib/log'
import { setClientAddress } from './client-address'
import {
  type ErrorStatus,
  parserErrorStatus,
  requestErrorStatus,
  sendError,
  sendErrorOnSocket,
} from './error-responses'
import { hasOneHost, normalizeHostHeader } from './host-header'
import { dropInternalHeaders, hasValidRouterState } from './next-headers'

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

type HttpServerOptions = {
  /** The public address. */
  url: string
  trustedProxies: number
  /** Asked in order; the first that answers true has taken the request over. */
  handlers: Handler[]
  upgradeHandlers: UpgradeHandler[]
}

const SETTINGS = {
  requireHostHeader: false, // A trusted proxy may pass none; hasOneHost decides.
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000, // Longer than the 60 s of common proxies, which would otherwise reuse a closed connection.
}

/** The HTTP server in front of everything. No request, however malformed, reaches the process as an exception. */
export function createHttpServer({ url, trustedProxies, handlers, upgradeHandlers }: HttpServerOptions): Server {
  /** Why this request goes no further; undefined once everybody behind may believe its headers. */
  function prepareRequest(request: IncomingMessage): ErrorStatus | undefined {
    const refusal = requestErrorStatus(request) ?? (hasOneHost(request, trustedProxies) ? undefined : 400)
    if (refusal) return refusal
    setClientAddress(request, trustedProxies)
    normalizeHostHeader(request, { url, trustedProxies })
    dropInternalHeaders(request)
    return hasValidRouterState(request) ? undefined : 400
  }
  const server = createServer(SETTINGS, (request, response) => {
    try {
      const refusal = prepareRequest(request)
      if (refusal) return sendError(response, refusal)
      if (!handlers.some((handle) => handle(request, response))) sendError(response, 404)
    } catch (error) {
      log.error('a request failed', error)
      sendError(response, 500)
    }
  })
  server.maxHeadersCount = 0 // Node would drop what is above without a word.
  server.on('checkExpectation', (_request, response) => sendError(response, 417))
  server.on('clientError', (error, socket) => {
    if (socket.writable) sendErrorOnSocket(socket, parserErrorStatus(error))
    else socket.destroy()
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      const refusal = prepareRequest(request)
      if (refusal) return sendErrorOnSocket(socket, refusal)
      if (upgradeHandlers.some((handle) => handle(request, socket, head))) return
    } catch (error) {
      log.error('an upgrade failed', error)
    }
    sendErrorOnSocket(socket, 404)
  })
  return server
}
