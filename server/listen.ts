import 'server-only'
import type { Server, ServerResponse } from 'node:http'
import { createServer, type Server as NetServer } from 'node:net'
import { causeOf, codeOf, OperatorError } from './operator-errors'

type ListenAddress = { port: number; host: string }

/** Throws OperatorError when the port cannot be used, before a build rather than after it. */
export async function assertPortFree(address: ListenAddress) {
  const probe = createServer()
  await listen(probe, address)
  await new Promise((resolve) => probe.close(resolve))
}

export function listen(server: NetServer, { port, host }: ListenAddress) {
  return new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => reject(new OperatorError(listenErrorMessage(error, port, host), { cause: error }))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function listenErrorMessage(error: Error, port: number, host: string) {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that one, or set PORT to a free port.`
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to a number above 1023.`
    default:
      return `Cannot listen on ${host}:${port} (${causeOf(error)}): set HOST to an address of this machine.`
  }
}

const CLOSE_TIMEOUT_MS = 10_000

/**
 * Tracks the requests under way from now on. Returns `finish`, which closes the server without interrupting them, and
 * `cut`, which closes all connections.
 */
export function closeGracefully(server: Server) {
  const running = new Set<ServerResponse>()
  let isClosing = false
  let allDone = () => {}
  server.prependListener('request', (_request, response: ServerResponse) => {
    running.add(response)
    if (isClosing) response.setHeader('Connection', 'close')
    response.once('close', () => {
      running.delete(response)
      if (running.size === 0) allDone()
    })
  })

  /** Stops accepting connections; resolves when the running requests are answered, after 10 s at the latest. */
  async function finish() {
    isClosing = true
    server.close()
    if (running.size === 0) return
    for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close')
    await new Promise<void>((resolve) => {
      allDone = resolve
      setTimeout(resolve, CLOSE_TIMEOUT_MS)
    })
  }
  return { finish, cut: () => server.closeAllConnections() }
}
