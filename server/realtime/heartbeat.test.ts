import { expect, onTestFinished, test } from 'vitest'
import { openTcp, serverForTest, TEST_APP } from './testing/server'
import { socketPath, TestSocket } from './testing/socket'

const SHORT_TIMEOUTS = { activityTimeoutSeconds: 0.1, pongTimeoutSeconds: 0.1 }
/** A long pong timeout, so that on a busy machine a client that answers is not closed as late. */
const LONG_PONG_TIMEOUT = { activityTimeoutSeconds: 0.1, pongTimeoutSeconds: 3 }

test('a silent client is pinged and closed with 4201 when it does not answer', async () => {
  const server = await serverForTest(SHORT_TIMEOUTS)
  const client = new TestSocket(server.port, socketPath(TEST_APP.key))
  await client.next('pusher:ping')
  expect(await client.closed).toBe(4201)
  expect(server.realtime.connectionCount()).toBe(0)
})

test('a client that answers every ping stays connected', async () => {
  const server = await serverForTest(LONG_PONG_TIMEOUT)
  const client = new TestSocket(server.port, socketPath(TEST_APP.key))
  for (let round = 0; round < 4; round += 1) {
    await client.next('pusher:ping')
    client.send({ event: 'pusher:pong', data: {} })
  }
  await client.settled()
  expect(server.realtime.connectionCount()).toBe(1)
})

test('a client that never answers the closing handshake stops counting as connected', async () => {
  const server = await serverForTest(SHORT_TIMEOUTS)
  const silent = await openTcp(server.port, socketPath(TEST_APP.key))
  onTestFinished(() => void silent.destroy())
  silent.resume()
  await expect.poll(() => server.realtime.connectionCount()).toBe(1)
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
})

test('a WebSocket ping frame from the client counts as activity', async () => {
  const server = await serverForTest(LONG_PONG_TIMEOUT)
  const client = new TestSocket(server.port, socketPath(TEST_APP.key))
  for (let round = 0; round < 4; round += 1) {
    await client.next('pusher:ping')
    await client.controlPing()
  }
  await client.settled()
  expect(server.realtime.connectionCount()).toBe(1)
})
