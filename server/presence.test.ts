import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { EMBEDDED_BROKER } from '@/lib/broker/broker'
import { userChannel } from '@/lib/broker/channels'
import { handleOccupancy, onlineFriendsOf, startPresence } from '@/lib/presence/service'
import { reconcileChannels } from '@/lib/presence/service-reconcile'
import { registerSingleton } from '@/lib/singletons'
import { befriend } from '@/tests/support/conversations'
import { advanceTime, createUsers, setUpPresence, storedOf } from '@/tests/support/presence'
import { type RunningServer, startServer, TEST_APP } from './realtime/testing/server'
import { parseData, socketPath, TestSocket } from './realtime/testing/socket'

const { scheduler } = setUpPresence()

const ONLINE = { online: true, leaving: false }
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

/** Opens a tab of this user; resolves when it is subscribed. */
async function openTab({ id }: { id: string }) {
  const tab = new TestSocket(server.port, socketPath(TEST_APP.key))
  onTestFinished(() => void tab.close())
  await tab.subscribe(TEST_APP, await tab.socketId(), userChannel(id))
  return tab
}

async function createFriends() {
  const { alice, bob } = await createUsers('alice', 'bob')
  await befriend(alice, bob)
  return { alice, bob }
}

const presenceOf = (userId: string) => (frame: Parameters<typeof parseData>[0]) =>
  frame.event === 'presence' && JSON.stringify(frame.data).includes(userId)

it('a user with three tabs goes online once and offline after the last tab closes', async () => {
  const { alice, bob } = await createFriends()
  const bobTab = await openTab(bob)
  await bobTab.next(presenceOf(bob.id))
  const [first, second, third] = [await openTab(alice), await openTab(alice), await openTab(alice)]
  expect(parseData(await bobTab.next(presenceOf(alice.id)))).toEqual({
    type: 'presence',
    data: { userId: alice.id, online: true },
  })
  const others = server.realtime.connectionCount() - 3
  await Promise.all([first.close(), second.close()])
  await expect.poll(() => server.realtime.connectionCount()).toBe(others + 1)
  await scheduler.tick()
  expect(await storedOf(alice)).toEqual(ONLINE)

  await third.close()
  await expect.poll(() => storedOf(alice)).toEqual(LEAVING)
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
  await advanceTime(10)
  await scheduler.tick()
  expect(parseData(await bobTab.next(presenceOf(alice.id)))).toEqual({
    type: 'presence',
    data: { userId: alice.id, online: false, lastSeenAt: expect.any(String) },
  })
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  await bobTab.settled()
  expect(bobTab.unread().filter(({ event }) => event === 'presence')).toEqual([])
})

it('presence is corrected from the channel list of the embedded server', async () => {
  const { alice, bob } = await createFriends()
  await openTab(alice)
  await expect.poll(() => storedOf(alice)).toEqual(ONLINE)
  await scheduler.applyChanges([
    { userId: bob.id, occupied: true },
    { userId: alice.id, occupied: false },
  ])
  await advanceTime(10)
  await reconcileChannels()
  expect(await storedOf(bob)).toEqual(LEAVING)
  expect(await storedOf(alice)).toEqual(ONLINE)
})

it('a process that stops puts its online users in the grace period', async () => {
  const { alice } = await createFriends()
  await openTab(alice)
  await expect.poll(() => storedOf(alice)).toEqual(ONLINE)
  await stopPresence()
  expect(await storedOf(alice)).toEqual(LEAVING)
})
