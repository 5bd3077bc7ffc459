import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { log } from '@/lib/log'
import { vouchForAddress } from './addresses'
import { hasOneHost, settleHost } from './hosts'

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
  const server = createServer(SETTINGS, (request, response) => {
    try {
      if (!isPath(request.url) || !hasOneHost(request, trustedProxies)) return refuse(response, 400)
      vouchForAddress(request, trustedProxies)
      settleHost(request, { url, trustedProxies })
      if (!handlers.some((handle) => handle(request, response))) refuse(response, 404)
    } catch (error) {
      log.error('a request failed', error)
      refuse(response, 500)
    }
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      if (!hasOneHost(request, trustedProxies)) return refuseUpgrade(socket, 400)
      vouchForAddress(request, trustedProxies)
      settleHost(request, { url, trustedProxies })
      if (isPath(request.url) && upgradeHandlers.some((handle) => handle(request, socket, head))) return
    } catch (error) {
      log.error('an upgrade failed', error)
    }
    refuseUpgrade(socket, 404)
  })
  return server
}

export function refuse(response: ServerResponse, status: number) {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'Content-Length': 0, Connection: 'close' }).end()
}

function refuseUpgrade(socket: Duplex, status: number) {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
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
