import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveWebhooks, type WebhookReceiver } from '@/server/realtime/testing/webhook-receiver'
import { type Broker, startBroker, webhookPort } from './broker'
import { officialServer, rawSocket } from './clients'

let receiver: WebhookReceiver
let broker: Broker

beforeAll(async () => {
  receiver = await receiveWebhooks([200], webhookPort())
  broker = await startBroker(receiver.url)
})

afterAll(async () => {
  await broker.stop()
  await receiver.close()
})

/** Returns the names of the channel's events, only from webhooks that the official package accepts as valid. */
function eventsOf(channel: string) {
  const webhooks = receiver.calls.map((call) => officialServer(broker).webhook(call))
  return webhooks
    .filter((webhook) => webhook.isValid())
    .flatMap((webhook) => webhook.getEvents())
    .filter((event) => event.channel === channel)
    .map((event) => event.name)
}

test('channel_occupied is sent once for the first subscriber and channel_vacated once for the last', async () => {
  const channel = `private-user-${randomUUID()}`
  const [first, second] = [await rawSocket(broker), await rawSocket(broker)]
  await first.socket.subscribe(broker, first.id, channel)
  await second.socket.subscribe(broker, second.id, channel)
  await expect.poll(() => eventsOf(channel)).toEqual(['channel_occupied'])
  await first.socket.close()
  second.socket.send({ event: 'pusher:unsubscribe', data: { channel } })
  await expect.poll(() => eventsOf(channel)).toEqual(['channel_occupied', 'channel_vacated'])
})

test('a webhook is signed with the secret of the app and has the time of sending', async () => {
  const before = Date.now()
  const channel = `private-user-${randomUUID()}`
  const { socket, id } = await rawSocket(broker)
  await socket.subscribe(broker, id, channel)
  await expect.poll(() => eventsOf(channel)).toEqual(['channel_occupied'])
  const call = receiver.calls.find(({ rawBody }) => rawBody.includes(channel)) ?? { headers: {}, rawBody: '' }
  expect(officialServer(broker).webhook(call).isValid()).toBe(true)
  expect(officialServer(broker, { secret: 'wrong-secret' }).webhook(call).isValid()).toBe(false)
  expect(
    officialServer(broker)
      .webhook({ ...call, rawBody: `${call.rawBody} ` })
      .isValid(),
  ).toBe(false)
  expect(officialServer(broker).webhook(call).getTime().getTime()).toBeGreaterThanOrEqual(before)
})
