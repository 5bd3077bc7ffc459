import { expect, onTestFinished, test } from 'vitest'
import type { OccupancyEvent } from './channel-registry'
import { sign } from './signatures'
import { receiveWebhooks, type WebhookReceiver } from './testing/webhook-receiver'
import { WebhookSender, type WebhookTimes } from './webhooks'

const app = { key: 'key', secret: 'secret' }
const QUICK: WebhookTimes = {
  batchDelayMs: 5,
  firstRetryDelayMs: 10,
  maxRetryDelayMs: 40,
  giveUpAfterMs: 1000,
  responseTimeoutMs: 1000,
}

function occupied(channel: string): OccupancyEvent {
  return { name: 'channel_occupied', channel }
}

async function setUp({ statuses, times }: { statuses?: number[]; times?: Partial<WebhookTimes> } = {}) {
  const receiver = await receiveWebhooks(statuses)
  const logged: { line: string; facts: object | undefined }[] = []
  const log = (line: string, facts?: object) => logged.push({ line, facts })
  const sender = new WebhookSender(receiver.url, app, log, { ...QUICK, ...times })
  onTestFinished(() => {
    sender.stop()
    return receiver.close()
  })
  return { receiver, sender, logged }
}

function eventsOf({ calls }: WebhookReceiver): OccupancyEvent[] {
  return calls.flatMap((call) => JSON.parse(call.rawBody).events)
}

test('events within the batch delay are sent in one signed call', async () => {
  const { receiver, sender } = await setUp()
  sender.add(occupied('private-a'))
  sender.add({ name: 'channel_vacated', channel: 'private-a' })
  await receiver.received(1)
  const [call] = receiver.calls
  expect(call?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-pusher-key': 'key',
    'x-pusher-signature': sign('secret', call?.rawBody ?? ''),
  })
  expect(JSON.parse(call?.rawBody ?? '')).toEqual({
    time_ms: expect.any(Number),
    events: [occupied('private-a'), { name: 'channel_vacated', channel: 'private-a' }],
  })
})

const SLOW_RETRIES = { firstRetryDelayMs: 40, maxRetryDelayMs: 1000 }

test('a failed call is retried with growing delays, and later events wait for it', async () => {
  const { receiver, sender, logged } = await setUp({ statuses: [500, 302, 404, 200], times: SLOW_RETRIES })
  sender.add(occupied('private-a'))
  await receiver.received(1)
  sender.add(occupied('private-b'))
  await receiver.received(5)
  expect(eventsOf(receiver).map((event) => event.channel)).toEqual([...Array(4).fill('private-a'), 'private-b'])
  const [first, second, third, fourth] = receiver.calls.map((call) => call.at)
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(SLOW_RETRIES.firstRetryDelayMs - 1)
  expect(Number(fourth) - Number(third)).toBeGreaterThanOrEqual(SLOW_RETRIES.firstRetryDelayMs * 4 - 1)
  expect(logged).toEqual([])
})

test('after the last retry a batch is dropped and logged, and the next one is sent', async () => {
  const { receiver, sender, logged } = await setUp({ statuses: [500, 500, 200], times: { giveUpAfterMs: 15 } })
  sender.add(occupied('private-a'))
  await expect.poll(() => logged).toHaveLength(1)
  expect(logged).toMatchObject([{ line: 'webhook: gave up', facts: { dropped: 1, failure: 'status 500' } }])
  sender.add(occupied('private-b'))
  await expect.poll(() => eventsOf(receiver)).toContainEqual(occupied('private-b'))
})

test('a receiver that does not listen counts as a failed call', async () => {
  const { receiver, sender, logged } = await setUp({ times: { giveUpAfterMs: 15 } })
  await receiver.close()
  sender.add(occupied('private-a'))
  await expect.poll(() => logged).toMatchObject([{ line: 'webhook: gave up', facts: { dropped: 1 } }])
})

test('stop drops and logs the queued events, and later events are ignored', async () => {
  const { receiver, sender, logged } = await setUp({ times: { batchDelayMs: 60_000 } })
  sender.add(occupied('private-a'))
  sender.stop()
  sender.add(occupied('private-b'))
  sender.stop()
  expect(logged).toMatchObject([{ line: 'webhook: stopped with events waiting', facts: { dropped: 1 } }])
  expect(receiver.calls).toEqual([])
})

test('events beyond the maximum queue length are dropped and logged', async () => {
  const { sender, logged } = await setUp({ times: { batchDelayMs: 60_000 } })
  for (let n = 0; n <= 10_000; n += 1) sender.add(occupied(`private-${n}`))
  expect(logged).toEqual([
    { line: 'webhook: too many events are waiting, one is dropped', facts: occupied('private-10000') },
  ])
})

test('stop aborts a call that gets no response', async () => {
  const { receiver, sender, logged } = await setUp({ statuses: [], times: { responseTimeoutMs: 60_000 } })
  sender.add(occupied('private-a'))
  await receiver.received(1)
  sender.stop()
  await expect.poll(() => logged).toMatchObject([{ line: 'webhook: gave up', facts: { failure: 'Error: stopped' } }])
})

test('a call without a response within the timeout fails', async () => {
  const { sender, logged } = await setUp({ statuses: [], times: { responseTimeoutMs: 10, giveUpAfterMs: 5 } })
  sender.add(occupied('private-a'))
  await expect.poll(() => logged).toMatchObject([{ facts: { failure: 'Error: no answer in time' } }])
})
