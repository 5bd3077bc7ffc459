import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { userSignature } from '@/server/realtime/signatures'
import { type Broker, startBroker } from './broker'
import { connected, nextErrorCode, nextEvent, officialClient, officialServer, rawSocket, subscribed } from './clients'

let broker: Broker

beforeAll(async () => {
  broker = await startBroker()
})

afterAll(() => broker.stop())

async function signedIn(userId: string) {
  const client = await connected(officialClient(broker, { userId }))
  client.signin()
  await client.user.signinDonePromise
  expect(client.user.user_data).toEqual({ id: userId })
  return client
}

test('the official client signs in and receives signin_success with its user data', async () => {
  const userId = randomUUID()
  const { socket, id } = await rawSocket(broker)
  const data = officialServer(broker).authenticateUser(id, { id: userId })
  socket.send({ event: 'pusher:signin', data })
  const answer = await socket.next('pusher:signin_success')
  expect(JSON.stringify(answer.data)).toContain(userId)
  await signedIn(userId)
})

test('a signed-in user receives an event sent to the user id', async () => {
  const userId = randomUUID()
  const client = await signedIn(userId)
  const received = nextEvent(client.user, 'hello')
  await expect.poll(() => client.user.serverToUserChannel?.subscribed).toBe(true)
  await officialServer(broker).sendToUser(userId, 'hello', { n: 1 })
  expect(await received).toEqual({ n: 1 })
})

test.each([
  ['a wrong signature', '{"id":"1"}', 'wrong-secret'],
  ['user data without an id', '{"id":""}', undefined],
])('a sign-in with %s is closed with 4009', async (_, userData, secret) => {
  const { socket, id } = await rawSocket(broker)
  const app = { key: broker.key, secret: secret ?? broker.secret }
  socket.send({ event: 'pusher:signin', data: { auth: userSignature(app, id, userData), user_data: userData } })
  expect(await socket.next('pusher:error')).toMatchObject({ data: { code: 4009 } })
  expect(await socket.closed).toBe(4009)
})

test('terminating a user closes only the sockets of that user, with 4009', async () => {
  const [terminated, stayer] = [randomUUID(), randomUUID()]
  const [phone, laptop, other] = [await signedIn(terminated), await signedIn(terminated), await signedIn(stayer)]
  const codes = Promise.all([nextErrorCode(phone), nextErrorCode(laptop)])
  await officialServer(broker).terminateUserConnections(terminated)
  expect(await codes).toEqual([4009, 4009])
  await subscribed(other, `private-user-${stayer}`)
})

test('terminating a user without connections is no error', async () => {
  const response = await officialServer(broker).terminateUserConnections(randomUUID())
  expect(response.status).toBe(200)
})
