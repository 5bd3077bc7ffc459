import { afterAll, expect, it, onTestFinished } from 'vitest'
import { prepareDatabase } from '@/db/test-database'
import { broker } from '@/lib/broker/broker'
import { userChannel } from '@/lib/broker/channels'
import { newId } from '@/lib/ids'
import { startServer, TEST_APP } from './realtime/testing/server'
import { socketPath, TestSocket } from './realtime/testing/socket'

const server = await startServer()
afterAll(server.stop)

prepareDatabase({
  PUSHER_APP_ID: TEST_APP.appId,
  PUSHER_APP_KEY: TEST_APP.key,
  PUSHER_APP_SECRET: TEST_APP.secret,
  PUSHER_HOST: '127.0.0.1',
  PUSHER_PORT: String(server.port),
  PUSHER_SCHEME: 'http',
})

async function subscribeTo(channel: string) {
  const socket = new TestSocket(server.port, socketPath(TEST_APP.key))
  onTestFinished(() => void socket.close())
  await socket.subscribe(TEST_APP, await socket.socketId(), channel)
  return socket
}

it('the occupied users are read from an external broker', async () => {
  const [alice, bob] = [newId(), newId()]
  expect(await broker().occupiedUsers()).toEqual([])
  for (const channel of [userChannel(alice), userChannel(bob), 'public', 'private-room']) await subscribeTo(channel)
  expect((await broker().occupiedUsers()).sort()).toEqual([alice, bob].sort())
})

it('a broken response of an external broker rejects instead of giving an empty list', async () => {
  const { handleRequest } = server.realtime
  onTestFinished(() => void Object.assign(server.realtime, { handleRequest }))
  server.realtime.handleRequest = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"error":"down"}')
    return true
  }
  await expect(broker().occupiedUsers()).rejects.toThrow()
})

it('a broadcast to more users than one call may name reaches the first and the last of them', async () => {
  const userIds = Array.from({ length: 250 }, newId)
  const [first = '', last = ''] = [userIds[0], userIds.at(-1)]
  const tabs = await Promise.all([first, last].map((id) => subscribeTo(userChannel(id))))
  broker().broadcast(userIds, 'presence', '{"type":"presence"}')
  for (const tab of tabs) expect(await tab.next('presence')).toMatchObject({ data: '{"type":"presence"}' })
})
