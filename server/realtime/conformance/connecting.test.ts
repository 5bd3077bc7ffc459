import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseData, socketPath, TestSocket } from '@/server/realtime/testing/socket'
import { type Broker, startBroker } from './broker'
import { connected, nextErrorCode, officialClient, rawSocket } from './clients'
import { expected, note } from './deviations'

let broker: Broker

beforeAll(async () => {
  broker = await startBroker()
})

afterAll(() => broker.stop())

test('the official client connects and receives a socket id', async () => {
  const client = await connected(officialClient(broker))
  expect(client.connection.socket_id).toMatch(/^\d+\.\d+$/)
})

test(`the first frame has its data as a string with socket id and activity timeout${note('activityTimeoutSeconds')}`, async () => {
  const socket = new TestSocket(broker.port, socketPath(broker.key))
  const frame = await socket.next('pusher:connection_established')
  expect(typeof frame.data).toBe('string')
  expect(parseData(frame)).toEqual({
    socket_id: expect.stringMatching(/^\d+\.\d+$/),
    activity_timeout: expected('activityTimeoutSeconds'),
  })
  await socket.close()
})

test('the official client gets code 4001 for an unknown app key and does not reconnect', async () => {
  const client = officialClient(broker, { key: 'unknown-key' })
  const failed = new Promise((resolve) => client.connection.bind('disconnected', resolve))
  expect(await nextErrorCode(client)).toBe(4001)
  await failed
})

test('an unknown app key gets an error frame and a close with the same code', async () => {
  const socket = new TestSocket(broker.port, socketPath('unknown-key'))
  expect(await socket.next('pusher:error')).toMatchObject({ data: { code: 4001, message: expect.any(String) } })
  expect(await socket.closed).toBe(4001)
})

test.each([
  ['no protocol version', '', 'missingVersionCloses'],
  ['a malformed protocol version', '?protocol=seven', 'malformedVersionCloses'],
  ['an old protocol version', '?protocol=4', 'oldVersionCloses'],
] as const)('a connection with %s gets the expected answer of the broker', async (_, query, behaviour) => {
  const socket = new TestSocket(broker.port, `/app/${broker.key}${query}`)
  const first = await socket.next(() => true)
  expect({ event: first.event, code: parseData(first).code }, note(behaviour)).toEqual(expected(behaviour))
  await socket.close()
})

test('a ping is answered with a pong', async () => {
  const { socket } = await rawSocket(broker)
  socket.send({ event: 'pusher:ping', data: {} })
  expect(await socket.next('pusher:pong')).toMatchObject({ event: 'pusher:pong' })
})

test('a pong without a ping gets no answer', async () => {
  const { socket } = await rawSocket(broker)
  socket.send({ event: 'pusher:pong', data: {} })
  await socket.settled()
  expect(socket.unread()).toEqual([])
})

test.each([
  ['text that is not JSON', '{"event":'],
  ['an unknown event', '{"event":"pusher:unheard-of","data":{}}'],
])(`%s does not end the connection${note('invalidFrameAnswers')}`, async (_, text) => {
  const { socket } = await rawSocket(broker)
  socket.sendRaw(text)
  await socket.settled()
  expect(socket.unread().map((frame) => frame.event)).toEqual(expected('invalidFrameAnswers'))
})

test('client events are refused with 4301', async () => {
  const { socket } = await rawSocket(broker)
  socket.send({ event: 'client-typing', channel: 'private-room', data: {} })
  expect(await socket.next('pusher:error')).toMatchObject({ data: { code: 4301 } })
})
