import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { hearOccupancy, onlineFriendsOf, startPresence } from '@/lib/presence/service'
import { reread } from '@/lib/presence/service-reread'
import { EMBEDDED } from '@/lib/realtime/broker'
import { userChannel } from '@/lib/realtime/channels'
import { provide } from '@/lib/singletons'
import { newPeople, pass, preparePresence, storedOf } from '@/lib/testing/presence'
import { befriend } from '@/lib/testing/talk'
import { APP, type RunningServer, startServer } from '@/server/realtime/test-server'
import { dataOf, socketPath, TestSocket } from '@/server/realtime/test-socket'

const { watch } = preparePresence()

const HERE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }

let server: RunningServer
let stopPresence: () => Promise<void>

beforeAll(async () => {
  server = await startServer()
  provide(EMBEDDED, server.realtime)
  server.realtime.onOccupancy(hearOccupancy)
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
  const { alice, bob } = await newPeople('alice', 'bob')
  await befriend(alice, bob)
  return { alice, bob }
}

const presenceOf = (userId: string) => (frame: Parameters<typeof dataOf>[0]) =>
  frame.event === 'presence' && JSON.stringify(frame.data).includes(userId)

it('three tabs make one presence, which ends with the last of them', async () => {
  const { alice, bob } = await friends()
  const bobs = await openTab(bob)
  await bobs.next(presenceOf(bob.id))
  const [first, second, third] = [await openTab(alice), await openTab(alice), await openTab(alice)]
  expect(dataOf(await bobs.next(presenceOf(alice.id)))).toEqual({
    type: 'presence',
    data: { userId: alice.id, online: true },
  })
  const others = server.realtime.connectionCount() - 3
  await Promise.all([first.close(), second.close()])
  await expect.poll(() => server.realtime.connectionCount()).toBe(others + 1)
  await watch.look()
  expect(await storedOf(alice)).toEqual(HERE)

  await third.close()
  await expect.poll(() => storedOf(alice)).toEqual(LEAVING)
  expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
  await pass(10)
  await watch.look()
  expect(dataOf(await bobs.next(presenceOf(alice.id)))).toEqual({
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
  await watch.heard([
    { userId: bob.id, occupied: true },
    { userId: alice.id, occupied: false },
  ])
  await pass(10)
  await reread()
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
