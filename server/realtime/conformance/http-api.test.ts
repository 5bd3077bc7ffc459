import { randomUUID } from 'node:crypto'
import Pusher from 'pusher'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiAnswer, type ApiRequest, sendSignedRequest } from '@/server/realtime/testing/api-client'
import { type Broker, startBroker } from './broker'
import { officialServer, rawSocket } from './clients'
import { expected, note } from './deviations'

const GOOD = { name: 'hello', channel: 'private-user-1', data: '{}' }

let broker: Broker

beforeAll(async () => {
  broker = await startBroker()
})

afterAll(() => broker.stop())

/** Returns the status of a refusal from where this broker puts it: the status line or the body. */
function refusalStatus({ status, body }: ApiAnswer): number {
  if (expected('refusalStatusIn') === 'status line') return status
  expect(status).toBe(200)
  return JSON.parse(body).code ?? status
}

async function statusOf(request: Omit<ApiRequest, 'path'> & { resource: string }): Promise<number> {
  const { resource, ...rest } = request
  return refusalStatus(
    await sendSignedRequest(broker.port, { app: broker, ...rest, path: `/apps/${broker.appId}/${resource}` }),
  )
}

function statusOfEvent(body: unknown, resource = 'events'): Promise<number> {
  return statusOf({ method: 'POST', resource, body: JSON.stringify(body) })
}

/** Returns the status of a call of the official package, which rejects when the status line is an error. */
async function officialStatus(call: ReturnType<Pusher['get']>): Promise<number> {
  try {
    const response = await call
    return refusalStatus({ status: response.status, body: await response.text() })
  } catch (error) {
    if (error instanceof Pusher.RequestError && error.status) return error.status
    throw error
  }
}

test('the official server package is refused with 401 when its secret is wrong', async () => {
  const impostor = officialServer(broker, { secret: 'wrong-secret' })
  expect(await officialStatus(officialServer(broker).get({ path: '/channels' }))).toBe(200)
  expect(await officialStatus(impostor.get({ path: '/channels' }))).toBe(401)
  expect(await officialStatus(impostor.trigger('private-user-1', 'hello', {}))).toBe(401)
})

test('an unknown app is 404', async () => {
  expect(await officialStatus(officialServer(broker, { appId: '404' }).get({ path: '/channels' }))).toBe(404)
})

test('an unknown resource is 404', async () => {
  const answer = await sendSignedRequest(broker.port, { app: broker, path: `/apps/${broker.appId}/unheard-of` })
  expect(answer.status).toBe(404)
})

test('a request whose body differs from the signed one is 401', async () => {
  const body = JSON.stringify(GOOD)
  expect(await statusOf({ method: 'POST', resource: 'events', body })).toBe(200)
  const sentBody = JSON.stringify({ ...GOOD, name: 'other' })
  expect(await statusOf({ method: 'POST', resource: 'events', body, sentBody })).toBe(401)
})

test(`a request signed eleven minutes ago is refused as too old${note('staleTimestampStatus')}`, async () => {
  const query = { auth_timestamp: String(Math.floor(Date.now() / 1000) - 660) }
  expect(await statusOf({ resource: 'channels', query })).toBe(expected('staleTimestampStatus'))
})

test(`a request with an unknown key is 401 even if the secret is right${note('unknownKeyStatus')}`, async () => {
  expect(await statusOf({ resource: 'channels', query: { auth_key: 'other' } })).toBe(expected('unknownKeyStatus'))
})

test('the channel list contains the occupied channels, filtered by prefix on request', async () => {
  const prefix = `private-${randomUUID()}-`
  const { socket, id } = await rawSocket(broker)
  await socket.subscribe(broker, id, `${prefix}a`)
  await socket.subscribe(broker, id, `${prefix}b`)
  expect(await channelsWith({ filter_by_prefix: prefix })).toEqual([`${prefix}a`, `${prefix}b`])
  expect(await channelsWith({})).toEqual(expect.arrayContaining([`${prefix}a`, `${prefix}b`]))
  expect(await channelsWith({ filter_by_prefix: `${prefix}b` })).toEqual([`${prefix}b`])
  await socket.close()
  await expect.poll(() => channelsWith({ filter_by_prefix: prefix })).toEqual([])
})

test('a channel resource has its occupancy and, on request, its subscription count', async () => {
  const name = `private-${randomUUID()}`
  const { socket, id } = await rawSocket(broker)
  expect(await channelInfo(name)).toMatchObject({ occupied: false })
  await socket.subscribe(broker, id, name)
  expect(await channelInfo(name)).toMatchObject({ occupied: true, subscription_count: 1 })
})

describe(`limits and missing fields${note('refusalStatusIn')}`, () => {
  test.each<[string, number, object]>([
    ['an event name of 200 characters', 200, { ...GOOD, name: 'x'.repeat(200) }],
    ['an event name of 201 characters', 400, { ...GOOD, name: 'x'.repeat(201) }],
    ['data of 10,240 bytes', 200, { ...GOOD, data: 'x'.repeat(10_240) }],
    ['data of 10,241 bytes', 413, { ...GOOD, data: 'x'.repeat(10_241) }],
    ['100 channels', 200, { ...GOOD, channels: Array.from({ length: 100 }, (_, n) => `private-${n}`) }],
    ['101 channels', 400, { ...GOOD, channels: Array.from({ length: 101 }, (_, n) => `private-${n}`) }],
    ['no name', 400, { channel: 'private-user-1', data: '{}' }],
    ['no channel', 400, { name: 'hello', data: '{}' }],
    ['no data', 400, { name: 'hello', channel: 'private-user-1' }],
  ])('POST events with %s answers %i', async (_, status, event) => {
    expect(await statusOfEvent(event)).toBe(status)
  })

  test.each<[number, number]>([
    [10, 200],
    [11, 400],
  ])('POST batch_events with %i events answers %i', async (count, status) => {
    expect(await statusOfEvent({ batch: Array(count).fill(GOOD) }, 'batch_events')).toBe(status)
  })
})

test(`a channel name with invalid characters is 400${note('invalidChannelNameStatus')}`, async () => {
  expect(await statusOfEvent({ ...GOOD, channel: 'private-user 1' })).toBe(expected('invalidChannelNameStatus'))
})

async function channelsWith(params: Record<string, string>): Promise<string[]> {
  const response = await officialServer(broker).get({ path: '/channels', params })
  const { channels } = await response.json()
  return Object.keys(channels).sort()
}

async function channelInfo(name: string): Promise<object> {
  const params = { info: 'subscription_count' }
  const response = await officialServer(broker).get({ path: `/channels/${name}`, params })
  return response.json()
}
