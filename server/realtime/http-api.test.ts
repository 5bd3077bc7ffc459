import { expect, test } from 'vitest'
import { MAX_REQUEST_BODY_BYTES } from './protocol-limits'
import { exchange, sendSignedRequest } from './testing/api-client'
import { serverForTest } from './testing/server'

const EVENTS = '/apps/test-app/events'
const CHANNELS = '/apps/test-app/channels'
const GOOD = { name: 'hello', channel: 'private-user-1', data: '{}' }

async function statusOf(body: unknown, path = EVENTS): Promise<number> {
  const { port } = await serverForTest()
  const { status } = await sendSignedRequest(port, { method: 'POST', path, body: JSON.stringify(body) })
  return status
}

test.each<[string, number, unknown]>([
  ['a good event', 200, GOOD],
  ['the longest data', 200, { ...GOOD, data: 'ü'.repeat(5120) }],
  ['data one byte too long', 413, { ...GOOD, data: `${'ü'.repeat(5120)}x` }],
  ['data that is not a string', 400, { ...GOOD, data: { a: 1 } }],
  ['no data', 400, { name: 'hello', channel: 'private-user-1' }],
  ['no name', 400, { ...GOOD, name: '' }],
  ['a name that is too long', 400, { ...GOOD, name: 'x'.repeat(201) }],
  ['no channel', 400, { name: 'hello', data: '{}' }],
  ['no channels', 400, { ...GOOD, channels: [] }],
  ['a hundred channels', 200, { ...GOOD, channels: Array.from({ length: 100 }, (_, n) => `private-${n}`) }],
  ['a hundred and one channels', 400, { ...GOOD, channels: Array.from({ length: 101 }, (_, n) => `private-${n}`) }],
  ['a channel name with a wrong character', 400, { ...GOOD, channel: 'private-user 1' }],
  ['a channel that is not a text', 400, { ...GOOD, channels: [1] }],
  ['a public channel', 400, { ...GOOD, channel: 'news' }],
  ['a presence channel', 400, { ...GOOD, channel: 'presence-room' }],
  ['a wrong socket id', 400, { ...GOOD, socket_id: '1' }],
  ['an array', 400, [GOOD]],
  ['null', 400, null],
])('POST events answers %s with %i', async (_, status, body) => {
  expect(await statusOf(body)).toBe(status)
})

test.each<[string, number, unknown]>([
  ['ten events', 200, { batch: Array(10).fill(GOOD) }],
  ['eleven events', 400, { batch: Array(11).fill(GOOD) }],
  ['one bad event among good ones', 400, { batch: [GOOD, { ...GOOD, name: '' }] }],
  ['no batch', 400, GOOD],
])('POST batch_events answers %s with %i', async (_, status, body) => {
  expect(await statusOf(body, '/apps/test-app/batch_events')).toBe(status)
})

test('a body that is not JSON is 400, and one that is too large is 413', async () => {
  const { port } = await serverForTest()
  expect(await sendSignedRequest(port, { method: 'POST', path: EVENTS, body: '{' })).toMatchObject({ status: 400 })
  const body = 'x'.repeat(MAX_REQUEST_BODY_BYTES + 1)
  expect(await sendSignedRequest(port, { method: 'POST', path: EVENTS, body })).toMatchObject({ status: 413 })
})

test.each<[string, Record<string, string>]>([
  ['a wrong signature', { auth_signature: '0'.repeat(64) }],
  ['an unknown key', { auth_key: 'other' }],
  ['another version', { auth_version: '2.0' }],
  ['a clock 11 minutes behind', { auth_timestamp: String(Math.floor(Date.now() / 1000) - 660) }],
  ['a clock 11 minutes ahead', { auth_timestamp: String(Math.floor(Date.now() / 1000) + 660) }],
  ['a time that is no number', { auth_timestamp: '1e9' }],
])('a request with %s is 401', async (_, query) => {
  const { port } = await serverForTest()
  expect(await sendSignedRequest(port, { path: CHANNELS })).toMatchObject({ status: 200 })
  expect(await sendSignedRequest(port, { path: CHANNELS, query })).toMatchObject({ status: 401 })
})

test('an unsigned request with a body is 401', async () => {
  const { port } = await serverForTest()
  expect(await exchange(port, 'POST', EVENTS, JSON.stringify(GOOD))).toMatchObject({ status: 401 })
})

test('a signed request without the hash of its body is 401', async () => {
  const { port } = await serverForTest()
  const answer = await sendSignedRequest(port, { method: 'POST', path: EVENTS, sentBody: JSON.stringify(GOOD) })
  expect(answer).toEqual({ status: 401, body: 'Invalid body_md5' })
})

test.each([
  ['GET', '/apps/other-app/channels'],
  ['GET', '/apps/test-app/events'],
  ['POST', '/apps/test-app/channels'],
  ['GET', '/apps/test-app/'],
  ['GET', '/apps/test-app'],
  ['GET', '/apps/test-app/channels/private-a/users'],
])('%s %s is 404', async (method, path) => {
  const { port } = await serverForTest()
  expect(await sendSignedRequest(port, { method, path })).toMatchObject({ status: 404 })
})

test('a path that is not URL-encoded and an invalid channel name are 400', async () => {
  const { port } = await serverForTest()
  expect(await sendSignedRequest(port, { path: `${CHANNELS}/%E0%A4%A` })).toMatchObject({ status: 400 })
  expect(await sendSignedRequest(port, { path: `${CHANNELS}/a%20b` })).toMatchObject({ status: 400 })
})

test('info=user_count is 400, since presence channels are not served', async () => {
  const { port } = await serverForTest()
  expect(await sendSignedRequest(port, { path: CHANNELS, query: { info: 'user_count' } })).toMatchObject({
    status: 400,
  })
})

test('requests outside /apps/ and /app/ are left to the application', async () => {
  const { port } = await serverForTest()
  expect(await exchange(port, 'GET', '/application')).toEqual({ status: 404, body: '' })
})
