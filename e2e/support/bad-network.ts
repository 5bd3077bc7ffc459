import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const LONGEST_DELAY_MS = 3000

interface Answered {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/**
 * A proxy that simulates a bad network: it loses the response of a fifth of all requests, closes a twentieth of the
 * sockets before or after the request is forwarded, forwards one request in fifty twice, and delays some by up to 3 s.
 * `random` makes a run repeatable as far as the machine allows.
 */
export async function startBadNetwork(target: () => number, random: () => number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const counts = { lost: 0, cut: 0, repeated: 0 }

  const pass = ({ method, url, headers }: IncomingMessage, body: Buffer) =>
    new Promise<Answered>((resolve, reject) => {
      const to = { agent, port: target(), host: '127.0.0.1', method, path: url, headers }
      const passed = send(to, async (response) => {
        try {
          resolve({ status: response.statusCode ?? 502, headers: response.headers, body: await bytesOf(response) })
        } catch (error) {
          reject(error)
        }
      })
      passed.on('error', reject).end(body)
    })

  const carry = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bytesOf(request)
    await pause(random() ** 12 * LONGEST_DELAY_MS)
    const fate = random()
    if (fate < 0.025) {
      counts.cut++
      return void request.socket.resetAndDestroy()
    }
    if (random() < 0.02) {
      counts.repeated++
      void pass(request, body).catch(() => {})
    }
    const { status, headers, body: answer } = await pass(request, body)
    if (fate < 0.05) {
      counts.cut++
      return void request.socket.resetAndDestroy()
    }
    if (fate < 0.25) {
      counts.lost++
      return void request.socket.destroy()
    }
    response.writeHead(status, headers).end(answer)
  }

  const server = createServer((request, response) => {
    carry(request, response).catch(() => request.socket.destroy()) // The app is gone, so there is no response.
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo // A TCP server has no other kind of address.
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    stop() {
      agent.destroy()
      server.closeAllConnections()
      return new Promise((closed) => server.close(closed))
    },
  }
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
