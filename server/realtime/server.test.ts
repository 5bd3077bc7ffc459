import Pusher from 'pusher'
import { expect, test } from 'vitest'
import type { OccupancyEvent } from './channel-registry'
import { type RunningServer, serverForTest, TEST_APP } from './testing/server'
import { socketPath, TestSocket } from './testing/socket'

const official = new Pusher({ ...TEST_APP, cluster: 'local' })

/** Connects a socket and subscribes it to the channel. */
async function connect(server: RunningServer, channel: string) {
  const socket = new TestSocket(server.port, socketPath(TEST_APP.key))
  const id = await socket.socketId()
  expect(await socket.subscribe(TEST_APP, id, channel)).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
  })
  return { socket, id }
}

test('closeSession closes only the sockets of that session, with 4009', async () => {
  const server = await serverForTest()
  const phone = await connect(server, 'private-user-1')
  const laptop = await connect(server, 'private-user-1')
  const laptopToo = await connect(server, 'private-user-1')
  server.realtime.rememberSession(phone.id, 'phone')
  server.realtime.rememberSession(laptop.id, 'laptop')
  server.realtime.rememberSession(laptop.id, 'laptop')
  server.realtime.rememberSession(laptopToo.id, 'laptop')
  server.realtime.rememberSession('1.1', 'laptop')

  expect(server.realtime.closeSession('laptop')).toBe(2)
  expect(server.realtime.closeSession('laptop')).toBe(0)
  expect(await laptop.socket.closed).toBe(4009)
  expect(await laptopToo.socket.closed).toBe(4009)
  await phone.socket.settled()
  expect(server.realtime.connectionCount()).toBe(1)
})

test('a session is removed when its socket disconnects', async () => {
  const server = await serverForTest()
  const { socket, id } = await connect(server, 'private-user-1')
  server.realtime.rememberSession(id, 'phone')
  await socket.close()
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
  expect(server.realtime.closeSession('phone')).toBe(0)
})

test('a socket above the limit of a user closes the oldest with 4004, and the newest works', async () => {
  const server = await serverForTest({ socketsPerUser: 2 })
  const [oldest, middle, newest] = [
    await connect(server, 'private-user-1'),
    await connect(server, 'private-user-1'),
    await connect(server, 'private-user-1'),
  ]
  expect(await oldest.socket.closed).toBe(4004)
  server.realtime.trigger(['private-user-1'], 'hello', '{}')
  await middle.socket.next('hello')
  await newest.socket.next('hello')
  await connect(server, 'private-user-2')
  expect(server.realtime.connectionCount()).toBe(3)
})

test('with a limit of 0 sockets per user every subscribed socket is closed with 4004', async () => {
  const server = await serverForTest({ socketsPerUser: 0 })
  const { socket } = await connect(server, 'private-user-1')
  expect(await socket.closed).toBe(4004)
  expect(server.realtime.occupiedChannels()).toEqual([])
})

test('a socket above the limit of an address is refused with 4100 until another one disconnects', async () => {
  const server = await serverForTest({ socketsPerAddress: 1 })
  const first = new TestSocket(server.port, socketPath(TEST_APP.key))
  await first.socketId()
  const second = new TestSocket(server.port, socketPath(TEST_APP.key))
  expect(await second.next('pusher:error')).toMatchObject({ data: { code: 4100 } })
  expect(await second.closed).toBe(4100)
  await first.close()
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
  await new TestSocket(server.port, socketPath(TEST_APP.key)).socketId()
})

test('sockets are counted by the address that addressOf returns', async () => {
  const server = await serverForTest({ socketsPerAddress: 1, addressOf: (request) => request.url ?? '' })
  await new TestSocket(server.port, `${socketPath(TEST_APP.key)}&a`).socketId()
  await new TestSocket(server.port, `${socketPath(TEST_APP.key)}&b`).socketId()
  expect(server.realtime.connectionCount()).toBe(2)
})

test('the 21st channel of one connection is refused, and a repeated subscription is an error', async () => {
  const server = await serverForTest()
  const { socket, id } = await connect(server, 'private-0')
  for (let n = 1; n < 20; n += 1) await socket.subscribe(TEST_APP, id, `private-${n}`)
  expect(await socket.subscribe(TEST_APP, id, 'private-20')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached' },
  })
  void socket.subscribe(TEST_APP, id, 'private-0').catch(() => {})
  await socket.next('pusher:error')
  expect(server.realtime.occupiedChannels()).toHaveLength(20)
})

test('a listener receives each occupancy change once, in order, until it is removed', async () => {
  const server = await serverForTest()
  const received: OccupancyEvent[] = []
  server.realtime.onOccupancy(() => {
    throw new Error('A faulty listener')
  })
  const stop = server.realtime.onOccupancy((event) => received.push(event))
  const first = await connect(server, 'private-user-1')
  const second = await connect(server, 'private-user-1')
  await first.socket.close()
  await second.socket.close()
  await expect.poll(() => server.realtime.occupiedChannels()).toEqual([])
  stop()
  await connect(server, 'private-user-1')
  expect(received).toEqual([
    { name: 'channel_occupied', channel: 'private-user-1' },
    { name: 'channel_vacated', channel: 'private-user-1' },
  ])
  expect(server.logged).toContain('realtime: an occupancy listener failed')
})

test('occupiedChannels returns the channels with the given prefix', async () => {
  const server = await serverForTest()
  await connect(server, 'private-user-1')
  await connect(server, 'private-room-1')
  expect(server.realtime.occupiedChannels('private-user-')).toEqual(['private-user-1'])
  expect(server.realtime.occupiedChannels().sort()).toEqual(['private-room-1', 'private-user-1'])
})

test('an event reaches every channel except the excluded socket', async () => {
  const server = await serverForTest()
  const alice = await connect(server, 'private-user-1')
  const bob = await connect(server, 'private-user-2')
  server.realtime.trigger(['private-user-1', 'private-user-2', 'private-user-3'], 'hello', '{"n":1}', alice.id)
  expect(await bob.socket.next('hello')).toEqual({ event: 'hello', channel: 'private-user-2', data: '{"n":1}' })
  await alice.socket.settled()
  expect(alice.socket.unread()).toEqual([])
})

test('a socket that the server closed is subtracted once from the count of its address', async () => {
  const server = await serverForTest({ socketsPerAddress: 2 })
  const [first] = [await connect(server, 'private-user-1'), await connect(server, 'private-user-2')]
  server.realtime.rememberSession(first.id, 'phone')
  server.realtime.closeSession('phone')
  await first.socket.closed
  await connect(server, 'private-user-1')
  expect(await new TestSocket(server.port, socketPath(TEST_APP.key)).closed).toBe(4100)
})

function signIn({ socket, id }: Awaited<ReturnType<typeof connect>>, userId: string): void {
  socket.send({ event: 'pusher:signin', data: official.authenticateUser(id, { id: userId }) })
}

test('a sign-in may be repeated, but another user on the same connection is closed with 4009', async () => {
  const server = await serverForTest()
  const client = await connect(server, 'private-user-1')
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  signIn(client, 'b')
  expect(await client.socket.closed).toBe(4009)
})

test('a signed-in user may subscribe only to its own server-to-user channel, which is not listed or reported', async () => {
  const server = await serverForTest()
  const received: OccupancyEvent[] = []
  const client = await connect(server, 'private-user-1')
  server.realtime.onOccupancy((event) => received.push(event))
  const refused = { event: 'pusher:subscription_error', data: { type: 'AuthError' } }
  expect(await client.socket.subscribe(TEST_APP, client.id, '#server-to-user-a')).toMatchObject(refused)
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  expect(await client.socket.subscribe(TEST_APP, client.id, '#server-to-user-b')).toMatchObject(refused)
  await client.socket.subscribe(TEST_APP, client.id, '#server-to-user-a')
  server.realtime.trigger(['#server-to-user-a'], 'hello', '{}')
  await client.socket.next('hello')
  expect(server.realtime.occupiedChannels()).toEqual(['private-user-1'])
  expect(received).toEqual([])
})

test('close closes all sockets with 4200, reports no channel_vacated and refuses new sockets', async () => {
  const server = await serverForTest()
  const received: OccupancyEvent[] = []
  const { socket } = await connect(server, 'private-user-1')
  server.realtime.onOccupancy((event) => received.push(event))
  await server.realtime.close()
  expect(await socket.closed).toBe(4200)
  expect(await new TestSocket(server.port, socketPath(TEST_APP.key)).closed).toBe(1006)
  expect(received).toEqual([])
})
