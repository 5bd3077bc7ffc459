import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Broker, startBroker } from './broker'
import { connected, nextEvent, officialClient, officialServer, rawSocket, subscribed } from './clients'
import { expected, note } from './deviations'

let broker: Broker

beforeAll(async () => {
  broker = await startBroker()
})

afterAll(() => broker.stop())

function freshChannel(): string {
  return `private-user-${randomUUID()}`
}

test('the official client with the right signature is subscribed and receives events', async () => {
  const name = freshChannel()
  const channel = await subscribed(await connected(officialClient(broker)), name)
  const received = nextEvent(channel, 'hello')
  await officialServer(broker).trigger(name, 'hello', { text: 'Grüße 😀' })
  expect(await received).toEqual({ text: 'Grüße 😀' })
})

test('a wrong signature gets subscription_error with AuthError and 401, and no subscription', async () => {
  const name = freshChannel()
  const client = await connected(officialClient(broker, { secret: 'wrong-secret' }))
  await expect(subscribed(client, name)).rejects.toMatchObject({ type: 'AuthError', status: 401 })
  await officialServer(broker).trigger(name, 'hello', {})
  const { channels } = await (await officialServer(broker).get({ path: '/channels' })).json()
  expect(channels).not.toHaveProperty([name])
})

test('a signature for another socket is refused', async () => {
  const name = freshChannel()
  const other = await rawSocket(broker)
  const { socket } = await rawSocket(broker)
  expect(await socket.subscribe(broker, other.id, name)).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'AuthError', status: 401 },
  })
})

test('a signature for another channel is refused', async () => {
  const { socket, id } = await rawSocket(broker)
  const { auth } = officialServer(broker).authorizeChannel(id, freshChannel())
  socket.send({ event: 'pusher:subscribe', data: { channel: freshChannel(), auth } })
  expect(await socket.next('pusher:subscription_error')).toMatchObject({ data: { type: 'AuthError', status: 401 } })
})

test('a subscription without a signature is refused', async () => {
  const { socket } = await rawSocket(broker)
  socket.send({ event: 'pusher:subscribe', data: { channel: freshChannel() } })
  expect(await socket.next('pusher:subscription_error')).toMatchObject({ data: { type: 'AuthError', status: 401 } })
})

test('the answer to a subscription contains the channel name', async () => {
  const name = freshChannel()
  const { socket, id } = await rawSocket(broker)
  expect(await socket.subscribe(broker, id, name)).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
    channel: name,
  })
})

test('after unsubscribing no event is received, and subscribing again works', async () => {
  const [left, stayed] = [freshChannel(), freshChannel()]
  const client = await connected(officialClient(broker))
  const leftChannel = await subscribed(client, left)
  const stayedChannel = await subscribed(client, stayed)
  const received: string[] = []
  leftChannel.bind_global((event: string) => received.push(event))
  client.unsubscribe(left)
  const barrier = nextEvent(stayedChannel, 'barrier')
  await expect.poll(() => isOccupied(left)).toBe(false)
  await officialServer(broker).trigger([left, stayed], 'barrier', {})
  await barrier
  expect(received).toEqual([])
  await subscribed(client, left)
  expect(await isOccupied(left)).toBe(true)
})

test(`a repeated subscription delivers each event once${note('repeatedSubscriptionAnswer')}`, async () => {
  const name = freshChannel()
  const { socket, id } = await rawSocket(broker)
  await socket.subscribe(broker, id, name)
  socket.send({
    event: 'pusher:subscribe',
    data: { channel: name, ...officialServer(broker).authorizeChannel(id, name) },
  })
  expect(await socket.next(() => true)).toMatchObject({ event: expected('repeatedSubscriptionAnswer') })
  await officialServer(broker).trigger(name, 'hello', {})
  await socket.next('hello')
  await socket.settled()
  expect(socket.unread()).toEqual([])
})

test.each([
  ['a public channel', 'room', 'publicChannelAnswer'],
  ['a cache channel', 'cache-room', 'publicChannelAnswer'],
  ['a presence channel without a signature', 'presence-room', 'unsignedPresenceAnswer'],
  ['an encrypted channel without a signature', 'private-encrypted-room', 'unsignedPresenceAnswer'],
] as const)('a subscription to %s gets the expected answer of the broker', async (_, channel, behaviour) => {
  const { socket } = await rawSocket(broker)
  socket.send({ event: 'pusher:subscribe', data: { channel } })
  const answer = await socket.next((frame) => frame.event.includes('subscription_'))
  expect(answer.event, note(behaviour)).toBe(expected(behaviour))
})

test.each([
  ['too long', `private-${'x'.repeat(157)}`],
  ['of invalid characters', 'private-user 1'],
])('a signed subscription to a channel name that is %s is refused', async (_, name) => {
  const { socket, id } = await rawSocket(broker)
  expect(await socket.subscribe(broker, id, name)).toMatchObject({ event: 'pusher:subscription_error', channel: name })
})

async function isOccupied(name: string): Promise<boolean> {
  const response = await officialServer(broker).get({ path: `/channels/${name}` })
  const { occupied } = await response.json()
  return occupied
}
