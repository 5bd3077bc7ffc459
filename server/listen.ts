import 'server-only'
import type { Server, ServerResponse } from 'node:http'
import { createServer, type Server as NetServer } from 'node:net'
import { causeOf, codeOf, OperatorError } from './operator-errors'

type Place = { port: number; host: string }

/** Fails at once when the place is taken, rather than after a build. */
export async function assertPortFree(place: Place) {
  const probe = createServer()
  await listen(probe, place)
  await new Promise((resolve) => probe.close(resolve))
}

export function listen(server: NetServer, { port, host }: Place) {
  return new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => reject(new OperatorError(sentence(error, port, host), { cause: error }))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function sentence(error: Error, port: number, host: string) {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that one, or set PORT to a free port.`
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to a number above 1023.`
    default:
      return `Cannot listen on ${host}:${port} (${causeOf(error)}): set HOST to an address of this machine.`
  }
}

const FINISH_MS = 10_000

/** Counts the requests under way from now on; the answer ends the server without cutting one off. */
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

  /** Accepts nothing new and resolves when the running requests are answered, after 10 s at the latest. */
  async function finish() {
    isClosing = true
    server.close()
    if (running.size === 0) return
    for (const response of running) if (!response.headersSent) response.setHeader('Connection', 'close')
    await new Promise<void>((resolve) => {
      allDone = resolve
      setTimeout(resolve, FINISH_MS)
    })
  }
  return { finish, cut: () => server.closeAllConnections() }
}
