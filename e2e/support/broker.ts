import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { RealtimeServer } from '@/server/realtime/realtime-server'
import { createRealtimeServer } from '@/server/realtime/server'

const CREDENTIALS = { appId: 'outage', key: 'key-of-the-outage', secret: 'a secret of the broker elsewhere' } as const

/** An external Pusher-protocol server that can be stopped and started again on the same port. */
export class Broker {
  #http: Server | undefined
  #realtime: RealtimeServer | undefined
  #port = 0

  async start() {
    const realtime = createRealtimeServer({ ...CREDENTIALS, socketsPerUser: 20, socketsPerAddress: 5000 })
    const http = createServer((request, response) => {
      if (!realtime.handleRequest(request, response)) response.writeHead(404).end()
    })
    http.on('upgrade', (request, socket, head) => {
      if (!realtime.handleUpgrade(request, socket, head)) socket.destroy()
    })
    http.listen(this.#port, '127.0.0.1')
    await once(http, 'listening')
    const address = http.address()
    if (typeof address === 'object' && address) this.#port = address.port
    this.#http = http
    this.#realtime = realtime
  }

  async stop() {
    await this.#realtime?.close()
    this.#http?.closeAllConnections()
    this.#http?.close()
  }

  /** Environment that makes an app use this broker. */
  settings = () => ({
    PUSHER_APP_ID: CREDENTIALS.appId,
    PUSHER_APP_KEY: CREDENTIALS.key,
    PUSHER_APP_SECRET: CREDENTIALS.secret,
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: `${this.#port}`,
    PUSHER_SCHEME: 'http',
  })
}
