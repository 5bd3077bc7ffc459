import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { MAX_INBOUND_FRAME_BYTES, MAX_INBOUND_FRAMES_PER_WINDOW } from './protocol-limits'
import { channelSignature } from './signatures'
import { openTcp, serverForTest, TEST_APP } from './testing/server'
import { socketPath, TestSocket } from './testing/socket'

const CHANNEL = 'private-user-1'

async function serverAndClient() {
  const server = await serverForTest()
  return { server, client: new TestSocket(server.port, socketPath(TEST_APP.key)) }
}

test('a connection that sends a binary frame is closed with 1003', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  client.sendRaw(Buffer.from('{"event":"pusher:ping"}'))
  expect(await client.closed).toBe(1003)
})

test('a frame of the maximum size is read, and one byte more closes the connection with 1009', async () => {
  const { server, client } = await serverAndClient()
  await client.socketId()
  client.sendRaw(`{"event":"pusher:ping","data":"${'x'.repeat(MAX_INBOUND_FRAME_BYTES - 33)}"}`)
  await client.next('pusher:pong')
  client.sendRaw(`{"event":"pusher:ping","data":"${'x'.repeat(MAX_INBOUND_FRAME_BYTES - 32)}"}`)
  expect(await client.closed).toBe(1009)
  expect(server.realtime.connectionCount()).toBe(0)
})

test('a malformed frame is answered with an error and the connection stays open', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  client.sendRaw('{"event":')
  expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } })
  await client.settled()
})

test('a connection that sends too many frames in a window is closed with 4100', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  for (let sent = 0; sent <= MAX_INBOUND_FRAMES_PER_WINDOW; sent += 1) client.send({ event: 'pusher:ping' })
  expect(await client.next('pusher:error')).toMatchObject({ data: { code: 4100 } })
  expect(await client.closed).toBe(4100)
})

test('a client that does not read is terminated at the queue limit, and others receive every event', async () => {
  const { server, client } = await serverAndClient()
  await client.subscribe(TEST_APP, await client.socketId(), CHANNEL)
  const stalled = await subscribeAndStopReading(server.port)
  const stalledClosed = new Promise((resolve) => stalled.on('close', resolve))
  await expect.poll(() => server.realtime.connectionCount()).toBe(2)

  const data = JSON.stringify('x'.repeat(10_000))
  let triggered = 0
  while (server.realtime.connectionCount() === 2) {
    server.realtime.trigger([CHANNEL], 'flood', data)
    triggered += 1
    await client.next('flood')
    expect(triggered).toBeLessThan(5000)
  }

  expect(triggered * data.length).toBeGreaterThan(1024 * 1024)
  server.realtime.trigger([CHANNEL], 'after', '{}')
  await client.next('after')
  stalled.resume()
  await stalledClosed
  expect(server.realtime.occupiedChannels()).toEqual([CHANNEL])
})

async function subscribeAndStopReading(port: number): Promise<Socket> {
  const socket = await openTcp(port, socketPath(TEST_APP.key))
  const socketId = await readSocketId(socket)
  socket.write(
    maskedFrame({
      event: 'pusher:subscribe',
      data: { channel: CHANNEL, auth: channelSignature(TEST_APP, socketId, CHANNEL) },
    }),
  )
  await readUntil(socket, /subscription_succeeded/)
  socket.pause()
  return socket
}

async function readSocketId(socket: Socket): Promise<string> {
  const [, socketId = ''] = await readUntil(socket, /socket_id\\":\\"([\d.]+)/)
  return socketId
}

function readUntil(socket: Socket, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const match = pattern.exec(text)
      if (!match) return
      socket.off('data', read)
      resolve(match)
    }
    socket.on('data', read)
  })
}

/** Returns a masked text frame, as RFC 6455 requires of clients; a mask of zeros leaves the text unchanged. */
function maskedFrame(frame: object): Buffer {
  const payload = Buffer.from(JSON.stringify(frame))
  const header = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([header, payload])
}
