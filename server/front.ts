import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { log } from '@/lib/log'
import { vouchForAddress } from './addresses'
import { hasOneHost, settleHost } from './hosts'
import { dropInternalHeaders, hasReadableState } from './next-headers'
import { type Refusal, refusalOfParser, refusalOfRequest, refuse, refuseSocket } from './refusals'

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

type Doors = {
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
export function createFront({ url, trustedProxies, handlers, upgradeHandlers }: Doors): Server {
  /** Why this request goes no further; undefined once everybody behind may believe its headers. */
  function settle(request: IncomingMessage): Refusal | undefined {
    const refusal = refusalOfRequest(request) ?? (hasOneHost(request, trustedProxies) ? undefined : 400)
    if (refusal) return refusal
    vouchForAddress(request, trustedProxies)
    settleHost(request, { url, trustedProxies })
    dropInternalHeaders(request)
    return hasReadableState(request) ? undefined : 400
  }
  const server = createServer(SETTINGS, (request, response) => {
    try {
      const refusal = settle(request)
      if (refusal) return refuse(response, refusal)
      if (!handlers.some((handle) => handle(request, response))) refuse(response, 404)
    } catch (error) {
      log.error('a request failed', error)
      refuse(response, 500)
    }
  })
  server.maxHeadersCount = 0 // Node would drop what is above without a word.
  server.on('checkExpectation', (_request, response) => refuse(response, 417))
  server.on('clientError', (error, socket) => {
    if (socket.writable) refuseSocket(socket, refusalOfParser(error))
    else socket.destroy()
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      const refusal = settle(request)
      if (refusal) return refuseSocket(socket, refusal)
      if (upgradeHandlers.some((handle) => handle(request, socket, head))) return
    } catch (error) {
      log.error('an upgrade failed', error)
    }
    refuseSocket(socket, 404)
  })
  return server
}
