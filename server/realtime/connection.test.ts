import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { INBOUND_FRAME_BYTES_MAX, INBOUND_FRAMES_PER_WINDOW_MAX } from './protocol-limits'
import { channelSignature } from './signatures'
import { APP, openTcp, serverForTest } from './test-server'
import { socketPath, TestSocket } from './test-socket'

const CHANNEL = 'private-user-1'

async function serverAndClient() {
  const server = await serverForTest()
  return { server, client: new TestSocket(server.port, socketPath(APP.key)) }
}

test('a binary frame is closed with 1003', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  client.sendRaw(Buffer.from('{"event":"pusher:ping"}'))
  expect(await client.closed).toBe(1003)
})

test('a frame of the longest allowed size is read, one byte more is closed with 1009', async () => {
  const { server, client } = await serverAndClient()
  await client.socketId()
  client.sendRaw(`{"event":"pusher:ping","data":"${'x'.repeat(INBOUND_FRAME_BYTES_MAX - 33)}"}`)
  await client.next('pusher:pong')
  client.sendRaw(`{"event":"pusher:ping","data":"${'x'.repeat(INBOUND_FRAME_BYTES_MAX - 32)}"}`)
  expect(await client.closed).toBe(1009)
  expect(server.realtime.connectionCount()).toBe(0)
})

test('a malformed frame is answered and the connection goes on', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  client.sendRaw('{"event":')
  expect(await client.next('pusher:error')).toMatchObject({ data: { code: null } })
  await client.settled()
})

test('a flood of frames is closed with 4100', async () => {
  const { client } = await serverAndClient()
  await client.socketId()
  for (let sent = 0; sent <= INBOUND_FRAMES_PER_WINDOW_MAX; sent += 1) client.send({ event: 'pusher:ping' })
  expect(await client.next('pusher:error')).toMatchObject({ data: { code: 4100 } })
  expect(await client.closed).toBe(4100)
})

test('a client that does not read is cut off at the queue limit; others hear everything', async () => {
  const { server, client } = await serverAndClient()
  await client.subscribe(APP, await client.socketId(), CHANNEL)
  const deaf = await subscribeAndStopReading(server.port)
  const deafIsGone = new Promise((resolve) => deaf.on('close', resolve))
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
  deaf.resume()
  await deafIsGone
  expect(server.realtime.occupiedChannels()).toEqual([CHANNEL])
})

async function subscribeAndStopReading(port: number): Promise<Socket> {
  const socket = await openTcp(port, socketPath(APP.key))
  const socketId = await readSocketId(socket)
  socket.write(
    maskedFrame({
      event: 'pusher:subscribe',
      data: { channel: CHANNEL, auth: channelSignature(APP, socketId, CHANNEL) },
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

/** RFC 6455: client frames are masked; a mask of zeros leaves the text as it is. */
function maskedFrame(frame: object): Buffer {
  const payload = Buffer.from(JSON.stringify(frame))
  const header = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([header, payload])
}
