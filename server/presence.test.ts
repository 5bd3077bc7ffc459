import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { EMBEDDED_BROKER } from '@/lib/broker/broker'
import { userChannel } from '@/lib/broker/channels'
import { handleOccupancy, onlineFriendsOf, startPresence } from '@/lib/presence/service'
import { reconcileChannels } from '@/lib/presence/service-reconcile'
import { registerSingleton } from '@/lib/singletons'
import { APP, type RunningServer, startServer } from '@/server/realtime/test-server'
import { parseData, socketPath, TestSocket } from '@/server/realtime/test-socket'
import { befriend } from '@/tests/support/conversations'
import { advanceTime, createUsers, setUpPresence, storedOf } from '@/tests/support/presence'

const { watch } = setUpPresence()

const HERE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }

let server: RunningServer
let stopPresence: () => Promise<void>

beforeAll(async () => {
  server = await startServer()
  registerSingleton(EMBEDDED_BROKER, server.realtime)
  server.realtime.onOccupancy(handleOccupancy)
  stopPresence = startPresence({ embedded: true })
})
afterAll(() => server.stop())

/** A tab of this person; resolves once it listens. */
async function openTab({ id }: { id: string }) {
  const tab = new TestSocket(server.port, socketPath(APP.key))
  onTestFinished(() => void tab.close())
  await tab.subscribe(APP, await tab.socketId(), userChannel(id))
  return tab
}

async function friends() {
  const { alice, bob } = await createUsers('alice', 'bob')
  await befriend(alice, bob)
  return { alice, bob }
}

const presenceOf = (userId: string) => (frame: Parameters<typeof parseData>[0]) =>
  frame.event === 'presence' && JSON.stringify(frame.data).includes(userId)

it('three tabs make one presence, which ends with the last of them', async () => {
  const { alice, bob } = await friends()
  const bobs = await openTab(bob)
  await bobs.next(presenceOf(bob.id))
  const [first, second, third] = [await openTab(alice), await openTab(alice), await openTab(alice)]
  expect(parseData(await bobs.next(presenceOf(alice.id)))).toEqual({
    type: 'presence',
    data: { userId: alice.id, online: true },
  })
  const others = server.realtime.connectionCount() - 3
  await Promise.all([first.close(), second.close()])
  await expect.poll(() => server.realtime.connectionCount()).toBe(others + 1)
  await watch.tick()
  expect(await storedOf(alice)).toEqual(HERE)

  await third.close()
  await expect.poll(() => storedOf(alice)).toEqual(LEAVING)
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
  await advanceTime(10)
  await watch.tick()
  expect(parseData(await bobs.next(presenceOf(alice.id)))).toEqual({
    type: 'presence',
    data: { userId: alice.id, online: false, lastSeenAt: expect.any(String) },
  })
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  await bobs.settled()
  expect(bobs.unread().filter(({ event }) => event === 'presence')).toEqual([])
})

it('the list of the embedded server is believed', async () => {
  const { alice, bob } = await friends()
  await openTab(alice)
  await expect.poll(() => storedOf(alice)).toEqual(HERE)
  await watch.applyChanges([
    { userId: bob.id, occupied: true },
    { userId: alice.id, occupied: false },
  ])
  await advanceTime(10)
  await reconcileChannels()
  expect(await storedOf(bob)).toEqual(LEAVING)
  expect(await storedOf(alice)).toEqual(HERE)
})

it('a process that stops in order takes everybody with it, and lets nobody forget when they were here', async () => {
  const { alice } = await friends()
  await openTab(alice)
  await expect.poll(() => storedOf(alice)).toEqual(HERE)
  await stopPresence()
  expect(await storedOf(alice)).toEqual(LEAVING)
})
