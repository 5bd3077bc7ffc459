import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Broker, startBroker } from './broker'
import { officialServer, rawSocket } from './clients'

let broker: Broker

beforeAll(async () => {
  broker = await startBroker()
})

afterAll(() => broker.stop())

async function subscriber() {
  const name = `private-user-${randomUUID()}`
  const { socket, id } = await rawSocket(broker)
  await socket.subscribe(broker, id, name)
  return { name, socket, id }
}

test('an event is sent to all its channels and to no other', async () => {
  const [alice, bob, carol] = [await subscriber(), await subscriber(), await subscriber()]
  await officialServer(broker).trigger([alice.name, bob.name], 'hello', { n: 1 })
  expect(await alice.socket.next('hello')).toEqual({ event: 'hello', channel: alice.name, data: '{"n":1}' })
  expect(await bob.socket.next('hello')).toEqual({ event: 'hello', channel: bob.name, data: '{"n":1}' })
  await officialServer(broker).trigger(carol.name, 'barrier', {})
  expect(await carol.socket.next(() => true)).toMatchObject({ event: 'barrier' })
})

test('every socket of a channel except the excluded one receives the event', async () => {
  const sender = await subscriber()
  const { socket, id } = await rawSocket(broker)
  await socket.subscribe(broker, id, sender.name)
  await officialServer(broker).trigger(sender.name, 'hello', {}, { socket_id: sender.id })
  await officialServer(broker).trigger(sender.name, 'barrier', {})
  expect(await socket.next(() => true)).toMatchObject({ event: 'hello' })
  expect(await sender.socket.next(() => true)).toMatchObject({ event: 'barrier' })
})

test('the events of a batch are delivered in order, each to its own channel', async () => {
  const [alice, bob] = [await subscriber(), await subscriber()]
  await officialServer(broker).triggerBatch([
    { channel: alice.name, name: 'first', data: { n: 1 } },
    { channel: bob.name, name: 'second', data: { n: 2 }, socket_id: alice.id },
    { channel: alice.name, name: 'excluded', data: {}, socket_id: alice.id },
    { channel: alice.name, name: 'third', data: 'plain text' },
  ])
  expect(await alice.socket.next(() => true)).toMatchObject({ event: 'first', data: '{"n":1}' })
  expect(await alice.socket.next(() => true)).toMatchObject({ event: 'third', data: 'plain text' })
  expect(await bob.socket.next(() => true)).toMatchObject({ event: 'second', data: '{"n":2}' })
})

test('data of exactly 10 KB is received completely', async () => {
  const { name, socket } = await subscriber()
  const data = 'ü'.repeat(5120)
  await officialServer(broker).trigger(name, 'long', data)
  expect(await socket.next('long')).toMatchObject({ data })
})
