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
import { APP, type RunningServer, startServer } from '@/server/realtime/test-server'
import { parseData, type ServerFrame, socketPath, TestSocket } from '@/server/realtime/test-socket'
import { AMPLE_LIMITS, createConversation } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import { Device } from './device'
import { connectDevices } from './link'

setUpKith({ limits: AMPLE_LIMITS })
const linkFor = await connectDevices()

const SENDS_EACH = 1000
/** So many sends of each are under way together. */
const AT_ONCE = 8
const PAGE = 100

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
  registerSingleton(EMBEDDED_BROKER, server.realtime)
})
afterAll(() => server.stop())

/** A device at the real socket server, of whose frames some are lost, some late and some come twice. */
async function openDevice({ id }: Viewer, conversationId: string, luck: () => number) {
  const sessionId = await startSession(id, { userAgent: 'test', address: '192.0.2.1' })
  const device = await Device.open(linkFor({ id, sessionId }))
  device.show({ conversationId })
  const socket = new TestSocket(server.port, socketPath(APP.key))
  await socket.subscribe(APP, await socket.socketId(), userChannel(id))
  onTestFinished(async () => {
    await socket.close()
    device.close()
  })
  const counts = { heard: 0, lost: 0 }
  void hear(socket, throughWeather(device, luck, counts))
  return { device, socket, counts }
}

async function hear(socket: TestSocket, take: (data: unknown) => void) {
  const end = socket.closed.then(() => undefined)
  for (;;) {
    const frame: ServerFrame | undefined = await Promise.race([end, socket.next('new_message').catch(() => undefined)])
    if (!frame) return
    take(parseData(frame))
  }
}

/** One frame in twenty is lost, one comes after the next one, one comes twice. */
function throughWeather(device: Device, luck: () => number, counts: { heard: number; lost: number }) {
  let late: unknown[] = []
  return (frame: unknown) => {
    const kind = ['lost', 'late', 'twice'][Math.floor(luck() * 20)]
    const overtaken = late
    late = kind === 'late' ? [frame] : []
    counts.heard++
    if (kind === 'lost') counts.lost++
    else if (kind !== 'late') device.receive(frame)
    if (kind === 'twice') device.receive(frame)
    for (const other of overtaken) device.receive(other)
  }
}

/** Sends them all, some at once. */
async function sendAll(sender: Viewer, conversationId: string, name: string) {
  let begun = 0
  const lane = async () => {
    while (begun < SENDS_EACH)
      await sendMessage(sender, { conversationId, clientId: newId(), body: `${name} ${++begun}` })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

async function storedOf(viewer: Viewer, conversationId: string): Promise<Message[]> {
  const messages: Message[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = await historyOf(viewer, { conversationId, after, limit: PAGE })
    messages.push(...page.items)
    after = page.nextCursor === null ? null : Number(page.nextCursor)
  }
  return messages
}

const shownOn = ({ client }: Device, conversationId: string) =>
  (client.getQueryData<Pages<Message>>(queries.messages.key(conversationId))?.pages ?? [])
    .toReversed()
    .flatMap(({ items }) => items)

/** Loads the older pages too: a device that missed too much has loaded only the newest page again. */
async function scrollToBeginning(device: Device, conversationId: string) {
  await expect.poll(() => device.isAtRest()).toBe(true)
  while (device.hasMore({ conversationId })) await device.loadMore({ conversationId })
}

it('four devices of two people who write a thousand messages each at once show the same, as it is stored', async () => {
  const { alice, bob, conversationId } = await createConversation()
  const devices: Awaited<ReturnType<typeof openDevice>>[] = []
  for (const [at, person] of [alice, alice, bob, bob].entries())
    devices.push(await openDevice(person, conversationId, luckOf(at + 1)))
  await expect.poll(() => devices.every(({ device }) => device.held(queries.messages.key(conversationId)))).toBe(true)

  await Promise.all([sendAll(alice, conversationId, 'alice'), sendAll(bob, conversationId, 'bob')])
  const stored = await storedOf(alice, conversationId)
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 * SENDS_EACH }, (_, index) => index + 1))
  expect(new Set(stored.map(({ body }) => body)).size).toBe(2 * SENDS_EACH)

  const turns = stored.filter(({ senderId }, at) => senderId !== stored[at - 1]?.senderId).length
  expect(turns, 'how often the other one wrote next').toBeGreaterThan(SENDS_EACH / 10)
  for (const { device, socket, counts } of devices) {
    await socket.settled()
    expect(counts.heard).toBe(2 * SENDS_EACH)
    expect(counts.lost).toBeGreaterThan(0)
    await device.check()
    await scrollToBeginning(device, conversationId)
    expect(shownOn(device, conversationId)).toEqual(stored)
  }
}, 120_000)

/** A linear congruential generator: numbers from 0 to 1, the same for the same seed. */
function luckOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
