import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange, sendSignedRequest } from './testing/api-client'
import { type RunningServer, startServer, TEST_APP } from './testing/server'
import { socketPath, TestSocket } from './testing/socket'

const CHANNEL = 'private-user-honest'

let server: RunningServer
let client: TestSocket

beforeAll(async () => {
  server = await startServer()
  client = new TestSocket(server.port, socketPath(TEST_APP.key))
  await client.subscribe(TEST_APP, await client.socketId(), CHANNEL)
})

afterAll(() => server.stop())

async function expectClientServed(): Promise<void> {
  server.realtime.trigger([CHANNEL], 'still-here', '{}')
  await client.next('still-here')
}

const events = fc.constantFrom(
  'pusher:subscribe',
  'pusher:unsubscribe',
  'pusher:signin',
  'pusher:ping',
  'pusher:pong',
  'pusher:error',
  'pusher:connection_established',
  'pusher_internal:subscription_succeeded',
  'client-typing',
  '__proto__',
)
const channels = fc.oneof(
  fc.constantFrom(CHANNEL, 'private-user-x', 'presence-x', '#server-to-user-1', ''),
  fc.string(),
)
const polluted = fc.constant('{"__proto__":{"channel":"private-a","isAdmin":true},"constructor":{"prototype":{"x":1}}}')
const data = fc.oneof(
  fc.record({ channel: channels, auth: fc.string(), user_data: fc.json() }, { requiredKeys: [] }),
  fc.jsonValue(),
  polluted.map((text): unknown => JSON.parse(text)),
)
const shaped = fc
  .record({ event: fc.oneof(events, fc.jsonValue()), data, channel: channels }, { requiredKeys: ['event'] })
  .map((frame) => JSON.stringify(frame))
const frame = fc.oneof(
  { weight: 5, arbitrary: shaped },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"event":"pusher:subscribe"}',
      '{"event":"pusher:subscribe","data":null}',
      '{"event":"pusher:subscribe","data":[]}',
      '{"event":"pusher:signin","data":{"auth":"test-key:0","user_data":"null"}}',
      `{"event":"pusher:subscribe","data":${'['.repeat(8000)}${']'.repeat(8000)}}`,
      '{"a":'.repeat(3000),
      '['.repeat(10_000),
      'x'.repeat(16 * 1024 + 1),
      Buffer.alloc(64 * 1024),
    ),
  },
)

test('no sequence of frames stops the server or disturbs another client', async () => {
  const everySequence = fc.asyncProperty(fc.array(frame, { maxLength: 20 }), async (frames) => {
    const attacker = new TestSocket(server.port, socketPath(TEST_APP.key))
    await attacker.socketId()
    for (const content of frames) attacker.sendRaw(content)
    attacker.send({ event: 'pusher:ping' })
    await Promise.race([attacker.next('pusher:pong').catch(() => {}), attacker.closed])
    await attacker.close()
    await expectClientServed()
    expect(server.realtime.occupiedChannels()).toEqual([CHANNEL])
  })
  await fc.assert(everySequence, { numRuns: 150 })
  await expect.poll(() => server.realtime.connectionCount()).toBe(1)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(server.logged).toEqual([])
})

test('no handshake path stops the server or disturbs another client', async () => {
  const word = fc.stringMatching(/^[\w%.~!$&'()*+,;=:@/?-]{0,40}$/)
  const everyPath = fc.asyncProperty(word, async (path) => {
    const attacker = new TestSocket(server.port, `/app/${path}`)
    expect([4001, 4005, 1006]).toContain(await attacker.closed)
    await expectClientServed()
  })
  await fc.assert(everyPath, { numRuns: 100 })
})

test('every unsigned request of the HTTP API is refused and disturbs no client', async () => {
  const word = fc.stringMatching(/^[\w%.~!$&'()*+,;=:@/?-]{0,60}$/)
  const path = fc.oneof(
    word.map((rest) => `/apps/${rest}`),
    fc
      .tuple(fc.constantFrom('events', 'batch_events', 'channels', 'users/1/terminate_connections'), word)
      .map(
        ([resource, query]) => `/apps/${TEST_APP.appId}/${resource}?auth_key=${TEST_APP.key}&auth_version=1.0&${query}`,
      ),
  )
  const everyRequest = fc.asyncProperty(
    fc.constantFrom('GET', 'POST', 'PUT'),
    path,
    fc.json(),
    async (method, url, body) => {
      const { status } = await exchange(server.port, method, url, body)
      expect([400, 401, 404]).toContain(status)
      await expectClientServed()
    },
  )
  await fc.assert(everyRequest, { numRuns: 150 })
  expect(server.logged).toEqual([])
})

test('every signed body is either accepted or refused with 400 or 413', async () => {
  const field = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom(CHANNEL, '1.1', 'x'.repeat(201)))
  const event = fc.record(
    { name: field, data: field, channel: field, channels: fc.oneof(fc.array(field), field), socket_id: field },
    { requiredKeys: [] },
  )
  const body = fc.oneof(event, fc.record({ batch: fc.oneof(fc.array(event), field) }), fc.jsonValue(), polluted)
  const everyBody = fc.asyncProperty(fc.constantFrom('events', 'batch_events'), body, async (resource, content) => {
    const path = `/apps/${TEST_APP.appId}/${resource}`
    const { status } = await sendSignedRequest(server.port, { method: 'POST', path, body: JSON.stringify(content) })
    expect([200, 400, 413]).toContain(status)
    await expectClientServed()
  })
  await fc.assert(everyBody, { numRuns: 150 })
  expect(server.logged).toEqual([])
})
