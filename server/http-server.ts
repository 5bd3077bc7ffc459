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
  sendHttpErrorOnSocket,
} from './error-responses'
import { hasOneHost, normalizeHostHeader } from './host-header'
import { dropInternalHeaders, hasValidRouterState } from './strip-internal-headers'

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

type HttpServerOptions = {
  /** The public URL. */
  url: string
  trustedProxies: number
  /** Called in order until one returns true, which means that it handles the request. */
  handlers: Handler[]
  upgradeHandlers: UpgradeHandler[]
}

const SETTINGS = {
  requireHostHeader: false, // A trusted proxy may send none; hasOneHost checks it.
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000, // Longer than the 60 s of common proxies, which would otherwise reuse a closed connection.
}

/**
 * Creates the HTTP server that receives all requests. A malformed request is answered with an error status and never
 * throws into the process.
 */
export function createHttpServer({ url, trustedProxies, handlers, upgradeHandlers }: HttpServerOptions): Server {
  /**
   * Replaces the headers that a client can forge. Returns the error status of an unacceptable request, or undefined if
   * handlers may trust its headers.
   */
  function prepareRequest(request: IncomingMessage): ErrorStatus | undefined {
    const errorStatus = requestErrorStatus(request) ?? (hasOneHost(request, trustedProxies) ? undefined : 400)
    if (errorStatus) return errorStatus
    setClientAddress(request, trustedProxies)
    normalizeHostHeader(request, { url, trustedProxies })
    dropInternalHeaders(request)
    return hasValidRouterState(request) ? undefined : 400
  }
  const server = createServer(SETTINGS, (request, response) => {
    try {
      const errorStatus = prepareRequest(request)
      if (errorStatus) return sendError(response, errorStatus)
      if (!handlers.some((handle) => handle(request, response))) sendError(response, 404)
    } catch (error) {
      log.error('a request failed', error)
      sendError(response, 500)
    }
  })
  server.maxHeadersCount = 0 // Node would silently drop the headers above its limit.
  server.on('checkExpectation', (_request, response) => sendError(response, 417))
  server.on('clientError', (error, socket) => {
    if (socket.writable) sendHttpErrorOnSocket(socket, parserErrorStatus(error))
    else socket.destroy()
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      const errorStatus = prepareRequest(request)
      if (errorStatus) return sendHttpErrorOnSocket(socket, errorStatus)
      if (upgradeHandlers.some((handle) => handle(request, socket, head))) return
    } catch (error) {
      log.error('an upgrade failed', error)
    }
    sendHttpErrorOnSocket(socket, 404)
  })
  return server
}
