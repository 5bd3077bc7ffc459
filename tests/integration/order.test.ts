import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { EMBEDDED_BROKER } from '@/lib/broker/broker'
import { userChannel } from '@/lib/broker/channels'
import { queries } from '@/lib/events/apply-event'
import { newId } from '@/lib/ids'
import type { Message } from '@/lib/messages/schema'
import { historyOf } from '@/lib/messages/service-history'
import { sendMessage } from '@/lib/messages/service-send'
import type { Pages } from '@/lib/pages'
import { startSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { registerSingleton } from '@/lib/singletons'
import { type RunningServer, startServer, TEST_APP } from '@/server/realtime/testing/server'
import { parseData, type ServerFrame, socketPath, TestSocket } from '@/server/realtime/testing/socket'
import { AMPLE_LIMITS, createConversation } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { Device } from './device'
import { connectDevices } from './link'

setUpKith({ limits: AMPLE_LIMITS })
const linkFor = await connectDevices()

const SENDS_PER_USER = 1000
/** Concurrent sends of each user. */
const CONCURRENT_SENDS = 8
const PAGE_SIZE = 100

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  registerSingleton(EMBEDDED_BROKER, server.realtime)
})
afterAll(() => server.stop())

/** Opens a device at the real socket server; some of its frames are lost, some come late and some twice. */
async function openDevice({ id }: Viewer, conversationId: string, random: () => number) {
  const sessionId = await startSession(id, { userAgent: 'test', address: '192.0.2.1' })
  const device = await Device.open(linkFor({ id, sessionId }))
  device.show({ conversationId })
  const socket = new TestSocket(server.port, socketPath(TEST_APP.key))
  await socket.subscribe(TEST_APP, await socket.socketId(), userChannel(id))
  onTestFinished(async () => {
    await socket.close()
    device.close()
  })
  const counts = { received: 0, lost: 0 }
  void readFrames(socket, withFaults(device, random, counts))
  return { device, socket, counts }
}

/** Passes each new_message frame to `onFrame` until the socket closes. */
async function readFrames(socket: TestSocket, onFrame: (data: unknown) => void) {
  const closed = socket.closed.then(() => undefined)
  for (;;) {
    const frame: ServerFrame | undefined = await Promise.race([
      closed,
      socket.next('new_message').catch(() => undefined),
    ])
    if (!frame) return
    onFrame(parseData(frame))
  }
}

/** Returns a receiver that loses one frame in twenty, delivers one after the next one and one twice. */
function withFaults(device: Device, random: () => number, counts: { received: number; lost: number }) {
  let late: unknown[] = []
  return (frame: unknown) => {
    const kind = ['lost', 'late', 'twice'][Math.floor(random() * 20)]
    const overtaken = late
    late = kind === 'late' ? [frame] : []
    counts.received++
    if (kind === 'lost') counts.lost++
    else if (kind !== 'late') device.receive(frame)
    if (kind === 'twice') device.receive(frame)
    for (const other of overtaken) device.receive(other)
  }
}

/** Sends all messages of one user, several at a time. */
async function sendAll(sender: Viewer, conversationId: string, name: string) {
  let started = 0
  const lane = async () => {
    while (started < SENDS_PER_USER)
      await sendMessage(sender, { conversationId, clientId: newId(), body: `${name} ${++started}` })
  }
  await Promise.all(Array.from({ length: CONCURRENT_SENDS }, lane))
}

async function storedOf(viewer: Viewer, conversationId: string): Promise<Message[]> {
  const messages: Message[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = await historyOf(viewer, { conversationId, after, limit: PAGE_SIZE })
    messages.push(...page.items)
    after = page.nextCursor === null ? null : Number(page.nextCursor)
  }
  return messages
}

const shownOn = ({ client }: Device, conversationId: string) =>
  (client.getQueryData<Pages<Message>>(queries.messages.key(conversationId))?.pages ?? [])
    .toReversed()
    .flatMap(({ items }) => items)

/** Loads the older pages too: a device that missed too many events has refetched only the newest page. */
async function scrollToBeginning(device: Device, conversationId: string) {
  await expect.poll(() => device.isIdle()).toBe(true)
  while (device.hasMore({ conversationId })) await device.loadMore({ conversationId })
}

it('four devices of two users who send 1,000 messages each at the same time show the stored order', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const devices: Awaited<ReturnType<typeof openDevice>>[] = []
  for (const [at, user] of [alice, alice, bob, bob].entries())
    devices.push(await openDevice(user, conversationId, createRandom(at + 1)))
  await expect
    .poll(() => devices.every(({ device }) => device.freshData(queries.messages.key(conversationId))))
    .toBe(true)

  await Promise.all([sendAll(alice, conversationId, 'alice'), sendAll(bob, conversationId, 'bob')])
  const stored = await storedOf(alice, conversationId)
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 * SENDS_PER_USER }, (_, index) => index + 1))
  expect(new Set(stored.map(({ body }) => body)).size).toBe(2 * SENDS_PER_USER)

  const senderChanges = stored.filter(({ senderId }, at) => senderId !== stored[at - 1]?.senderId).length
  expect(senderChanges, 'how often the sender changes').toBeGreaterThan(SENDS_PER_USER / 10)
  for (const { device, socket, counts } of devices) {
    await socket.settled()
    expect(counts.received).toBe(2 * SENDS_PER_USER)
    expect(counts.lost).toBeGreaterThan(0)
    await device.check()
    await scrollToBeginning(device, conversationId)
    expect(shownOn(device, conversationId)).toEqual(stored)
  }
}, 120_000)

/** Creates a linear congruential generator: numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
