import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { log } from '@/lib/log'
import { vouchForAddress } from './addresses'

type Handler = (request: IncomingMessage, response: ServerResponse) => boolean
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

type Doors = {
  trustedProxies: number
  /** Asked in order; the first that answers true has taken the request over. */
  handlers: Handler[]
  upgradeHandlers: UpgradeHandler[]
}

const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000, // Longer than the 60 s of common proxies, which would otherwise reuse a closed connection.
}

/** The HTTP server in front of everything. No request, however malformed, reaches the process as an exception. */
export function createFront({ trustedProxies, handlers, upgradeHandlers }: Doors): Server {
  const server = createServer(TIMEOUTS, (request, response) => {
    try {
      if (!isPath(request.url)) return refuse(response, 400)
      vouchForAddress(request, trustedProxies)
      if (!handlers.some((handle) => handle(request, response))) refuse(response, 404)
    } catch (error) {
      log.error('a request failed', error)
      refuse(response, 500)
    }
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      vouchForAddress(request, trustedProxies)
      if (isPath(request.url) && upgradeHandlers.some((handle) => handle(request, socket, head))) return
    } catch (error) {
      log.error('an upgrade failed', error)
    }
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  return server
}

export function refuse(response: ServerResponse, status: number) {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'Content-Length': 0, Connection: 'close' }).end()
}

function isPath(url: string | undefined) {
  if (!url?.startsWith('/')) return false
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '') // What a query says is for its reader to judge.
    return true
  } catch {
    return false
  }
}
