import { createServer } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { RealtimeOptions, RealtimeServer } from '@/server/realtime/realtime-server'
import { createRealtimeServer } from '@/server/realtime/server'

export const TEST_APP = { appId: 'test-app', key: 'test-key', secret: 'test-secret' } as const

export interface RunningServer {
  readonly realtime: RealtimeServer
  readonly port: number
  readonly logged: string[]
  stop(): Promise<void>
}

/** Starts the embedded server on a free loopback port, mounted as in the application. */
export async function startServer(options: Partial<RealtimeOptions> = {}): Promise<RunningServer> {
  const logged: string[] = []
  const log = (line: string) => logged.push(line)
  const realtime = createRealtimeServer({ ...TEST_APP, socketsPerUser: 20, socketsPerAddress: 5000, log, ...options })
  const http = createServer((request, response) => {
    if (!realtime.handleRequest(request, response)) response.writeHead(404).end()
  })
  http.on('upgrade', (request, socket, head) => {
    if (!realtime.handleUpgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    await realtime.close()
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  }
  return { realtime, port: portOf(http.address()), logged, stop }
}

/** Starts the embedded server and stops it when the test ends. */
export async function serverForTest(options?: Partial<RealtimeOptions>): Promise<RunningServer> {
  const server = await startServer(options)
  onTestFinished(server.stop)
  return server
}

export function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen on a port')
  return address.port
}

/** Opens a TCP connection and sends the upgrade request; nothing is read until the caller reads. */
export async function openTcp(port: number, path: string): Promise<Socket> {
  const socket = new Socket()
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.connect(port, '127.0.0.1', resolve))
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  )
  return socket
}
