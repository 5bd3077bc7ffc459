import { expect, onTestFinished, test } from 'vitest'
import { APP, openTcp, serverForTest } from './test-server'
import { socketPath, TestSocket } from './test-socket'

const QUICK = { activityTimeoutSeconds: 0.1, pongTimeoutSeconds: 0.1 }
/** A busy machine must not make an honest client look late; without its pong there is no second ping. */
const PATIENT = { activityTimeoutSeconds: 0.1, pongTimeoutSeconds: 3 }

test('a silent client is pinged, and closed with 4201 when it does not answer', async () => {
  const server = await serverForTest(QUICK)
  const client = new TestSocket(server.port, socketPath(APP.key))
  await client.next('pusher:ping')
  expect(await client.closed).toBe(4201)
  expect(server.realtime.connectionCount()).toBe(0)
})

test('a client that answers every ping stays', async () => {
  const server = await serverForTest(PATIENT)
  const client = new TestSocket(server.port, socketPath(APP.key))
  for (let round = 0; round < 4; round += 1) {
    await client.next('pusher:ping')
    client.send({ event: 'pusher:pong', data: {} })
  }
  await client.settled()
  expect(server.realtime.connectionCount()).toBe(1)
})

test('a client whose machine is gone, with nobody to finish the closing handshake, stops counting all the same', async () => {
  const server = await serverForTest(QUICK)
  const gone = await openTcp(server.port, socketPath(APP.key))
  onTestFinished(() => void gone.destroy())
  gone.resume()
  await expect.poll(() => server.realtime.connectionCount()).toBe(1)
  await expect.poll(() => server.realtime.connectionCount()).toBe(0)
})

test('a control-frame ping counts as a sign of life', async () => {
  const server = await serverForTest(PATIENT)
  const client = new TestSocket(server.port, socketPath(APP.key))
  for (let round = 0; round < 4; round += 1) {
    await client.next('pusher:ping')
    await client.controlPing()
  }
  await client.settled()
  expect(server.realtime.connectionCount()).toBe(1)
})
