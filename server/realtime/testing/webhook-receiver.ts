import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { portOf } from './server'

interface ReceivedCall {
  readonly headers: Record<string, string>
  readonly rawBody: string
  readonly at: number
}

export interface WebhookReceiver {
  readonly url: string
  readonly calls: ReceivedCall[]
  /** Resolves when that many calls were received, before the last of them is answered. */
  received(count: number): Promise<void>
  close(): Promise<void>
}

/**
 * Receives webhooks on loopback and answers with the statuses in order, repeating the last one. Without statuses it does
 * not answer.
 */
export async function receiveWebhooks(statuses: readonly number[] = [200], port = 0): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = []
  const arrivals = new EventEmitter()
  const server = createServer(async (request, response) => {
    const rawBody = await readText(request)
    const status = statuses[Math.min(calls.length, statuses.length - 1)]
    calls.push({ headers: plainHeaders(request), rawBody, at: Date.now() })
    arrivals.emit('call')
    if (status !== undefined) response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const received = async (count: number) => {
    while (calls.length < count) await once(arrivals, 'call')
  }
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${portOf(server.address())}/webhook`, calls, received, close }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
}
