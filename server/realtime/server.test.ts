import Pusher from 'pusher'
import { expect, test } from 'vitest'
import type { OccupancyEvent } from './channel-registry'
import { APP, type RunningServer, serverForTest } from './test-server'
import { socketPath, TestSocket } from './test-socket'

const official = new Pusher({ ...APP, cluster: 'local' })

async function join(server: RunningServer, channel: string) {
  const socket = new TestSocket(server.port, socketPath(APP.key))
  const id = await socket.socketId()
  expect(await socket.subscribe(APP, id, channel)).toMatchObject({ event: 'pusher_internal:subscription_succeeded' })
  return { socket, id }
}

test('closing a session closes exactly its sockets, with 4009', async () => {
  const server = await serverForTest()
  const phone = await join(server, 'private-user-1')
  const laptop = await join(server, 'private-user-1')
  const laptopToo = await join(server, 'private-user-1')
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

test('a session is forgotten when its socket leaves', async () => {
  const server = await serverForTest()
  const { socket, id } = await join(server, 'private-user-1')
  server.realtime.rememberSession(id, 'phone')
  await socket.close()
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
  expect(server.realtime.closeSession('phone')).toBe(0)
})

test('one tab too many closes the oldest with 4004, and the newest works', async () => {
  const server = await serverForTest({ socketsPerUser: 2 })
  const [oldest, middle, newest] = [
    await join(server, 'private-user-1'),
    await join(server, 'private-user-1'),
    await join(server, 'private-user-1'),
  ]
  expect(await oldest.socket.closed).toBe(4004)
  server.realtime.trigger(['private-user-1'], 'hello', '{}')
  await middle.socket.next('hello')
  await newest.socket.next('hello')
  await join(server, 'private-user-2')
  expect(server.realtime.connectionCount()).toBe(3)
})

test('a limit of no sockets for a user lets nobody stay', async () => {
  const server = await serverForTest({ socketsPerUser: 0 })
  const { socket } = await join(server, 'private-user-1')
  expect(await socket.closed).toBe(4004)
  expect(server.realtime.occupiedChannels()).toEqual([])
})

test('one socket too many of an address is refused with 4100 until another one leaves', async () => {
  const server = await serverForTest({ socketsPerAddress: 1 })
  const first = new TestSocket(server.port, socketPath(APP.key))
  await first.socketId()
  const second = new TestSocket(server.port, socketPath(APP.key))
  expect(await second.next('pusher:error')).toMatchObject({ data: { code: 4100 } })
  expect(await second.closed).toBe(4100)
  await first.close()
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
  await new TestSocket(server.port, socketPath(APP.key)).socketId()
})

test('addresses are counted as the host tells them apart', async () => {
  const server = await serverForTest({ socketsPerAddress: 1, addressOf: (request) => request.url ?? '' })
  await new TestSocket(server.port, `${socketPath(APP.key)}&a`).socketId()
  await new TestSocket(server.port, `${socketPath(APP.key)}&b`).socketId()
  expect(server.realtime.connectionCount()).toBe(2)
})

test('the 21st channel of one connection is refused; a repeated one is a mistake, not a second subscription', async () => {
  const server = await serverForTest()
  const { socket, id } = await join(server, 'private-0')
  for (let n = 1; n < 20; n += 1) await socket.subscribe(APP, id, `private-${n}`)
  expect(await socket.subscribe(APP, id, 'private-20')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached' },
  })
  void socket.subscribe(APP, id, 'private-0').catch(() => {})
  await socket.next('pusher:error')
  expect(server.realtime.occupiedChannels()).toHaveLength(20)
})

test('occupancy is told once per change, in order, and until the listener leaves', async () => {
  const server = await serverForTest()
  const heard: OccupancyEvent[] = []
  server.realtime.onOccupancy(() => {
    throw new Error('A faulty listener')
  })
  const stop = server.realtime.onOccupancy((event) => heard.push(event))
  const first = await join(server, 'private-user-1')
  const second = await join(server, 'private-user-1')
  await first.socket.close()
  await second.socket.close()
  await expect.poll(() => server.realtime.occupiedChannels()).toEqual([])
  stop()
  await join(server, 'private-user-1')
  expect(heard).toEqual([
    { name: 'channel_occupied', channel: 'private-user-1' },
    { name: 'channel_vacated', channel: 'private-user-1' },
  ])
  expect(server.logged).toContain('realtime: an occupancy listener failed')
})

test('channels are listed by prefix', async () => {
  const server = await serverForTest()
  await join(server, 'private-user-1')
  await join(server, 'private-room-1')
  expect(server.realtime.occupiedChannels('private-user-')).toEqual(['private-user-1'])
  expect(server.realtime.occupiedChannels().sort()).toEqual(['private-room-1', 'private-user-1'])
})

test('a publish reaches every channel but not the excepted socket', async () => {
  const server = await serverForTest()
  const alice = await join(server, 'private-user-1')
  const bob = await join(server, 'private-user-2')
  server.realtime.trigger(['private-user-1', 'private-user-2', 'private-user-3'], 'hello', '{"n":1}', alice.id)
  expect(await bob.socket.next('hello')).toEqual({ event: 'hello', channel: 'private-user-2', data: '{"n":1}' })
  await alice.socket.settled()
  expect(alice.socket.unread()).toEqual([])
})

test('a socket that the server closed frees one place of its address, not two', async () => {
  const server = await serverForTest({ socketsPerAddress: 2 })
  const [leaver] = [await join(server, 'private-user-1'), await join(server, 'private-user-2')]
  server.realtime.rememberSession(leaver.id, 'phone')
  server.realtime.closeSession('phone')
  await leaver.socket.closed
  await join(server, 'private-user-1')
  expect(await new TestSocket(server.port, socketPath(APP.key)).closed).toBe(4100)
})

function signIn({ socket, id }: Awaited<ReturnType<typeof join>>, userId: string): void {
  socket.send({ event: 'pusher:signin', data: official.authenticateUser(id, { id: userId }) })
}

test('a user signs in once; another user on the same connection is closed with 4009', async () => {
  const server = await serverForTest()
  const client = await join(server, 'private-user-1')
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  signIn(client, 'b')
  expect(await client.socket.closed).toBe(4009)
})

test("a signed-in user gets the server-to-user channel of its own, not somebody else's, and nobody is told", async () => {
  const server = await serverForTest()
  const heard: OccupancyEvent[] = []
  const client = await join(server, 'private-user-1')
  server.realtime.onOccupancy((event) => heard.push(event))
  const refused = { event: 'pusher:subscription_error', data: { type: 'AuthError' } }
  expect(await client.socket.subscribe(APP, client.id, '#server-to-user-a')).toMatchObject(refused)
  signIn(client, 'a')
  await client.socket.next('pusher:signin_success')
  expect(await client.socket.subscribe(APP, client.id, '#server-to-user-b')).toMatchObject(refused)
  await client.socket.subscribe(APP, client.id, '#server-to-user-a')
  server.realtime.trigger(['#server-to-user-a'], 'hello', '{}')
  await client.socket.next('hello')
  expect(server.realtime.occupiedChannels()).toEqual(['private-user-1'])
  expect(heard).toEqual([])
})

test('closing the server sends everybody away with 4200, tells nobody vacated, and lets nobody in', async () => {
  const server = await serverForTest()
  const heard: OccupancyEvent[] = []
  const { socket } = await join(server, 'private-user-1')
  server.realtime.onOccupancy((event) => heard.push(event))
  await server.realtime.close()
  expect(await socket.closed).toBe(4200)
  expect(await new TestSocket(server.port, socketPath(APP.key)).closed).toBe(1006)
  expect(heard).toEqual([])
})
