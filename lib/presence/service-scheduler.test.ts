import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import {
  advanceTime,
  connectUser,
  createUsers,
  disconnectUser,
  setUpPresence,
  storedOf,
} from '@/tests/support/presence'
import { onlineFriendsOf } from './service'

const { scheduler, otherScheduler, connect, disconnect, createFriends, receivedAboutOthers } = setUpPresence()

const ONLINE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const OFFLINE = { online: false, leaving: false }

describe('the grace period', () => {
  it('a user whose last tab has closed stays online until the grace period ends', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await scheduler.applyChanges([disconnectUser(alice)])
    await scheduler.tick()
    expect(await storedOf(alice)).toEqual(LEAVING)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    await advanceTime(5)
    await scheduler.tick()
    expect(await storedOf(alice)).toEqual(OFFLINE)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  })

  it('a return within the grace period cancels it, and nothing is published', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await scheduler.applyChanges([disconnectUser(alice)])
    await advanceTime(2)
    await otherScheduler.applyChanges([connectUser(alice)])
    await advanceTime(10)
    await Promise.all([scheduler.tick(), otherScheduler.tick()])
    expect(await storedOf(alice)).toEqual(ONLINE)
    expect(receivedAboutOthers(bob)).toEqual([{ userId: alice.id, online: true }])
  })

  it('a repeated departure does not restart the grace period', async () => {
    const { alice } = await createFriends()
    await connect(alice)
    await scheduler.applyChanges([disconnectUser(alice)])
    await advanceTime(4)
    await scheduler.applyChanges([disconnectUser(alice)])
    await advanceTime(1)
    await scheduler.tick()
    expect(await storedOf(alice)).toEqual(OFFLINE)
  })

  it('the grace period ends by itself without another event', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await advanceTime(10)
    await scheduler.applyChanges([disconnectUser(alice)])
    await advanceTime(4)
    await scheduler.tick()
    await expect.poll(() => storedOf(alice), { timeout: 10_000 }).toEqual(OFFLINE)
    await expect.poll(() => receivedAboutOthers(bob).at(-1)).toMatchObject({ online: false })
  })

  it('the last-seen time is the time when the tab was closed', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await advanceTime(10)
    const closedAt = Date.now()
    await disconnect(alice)
    const { lastSeenAt = '' } = receivedAboutOthers(bob).at(-1) ?? {}
    expect(Math.abs(Date.parse(lastSeenAt) - closedAt)).toBeLessThan(4000)
  })
})

describe('applyChanges', () => {
  it('changes of one user are applied in order', async () => {
    const { visitor, returner } = await createUsers('visitor', 'returner')
    await scheduler.applyChanges([
      connectUser(visitor),
      disconnectUser(visitor),
      connectUser(returner),
      disconnectUser(returner),
      connectUser(returner),
    ])
    expect(await storedOf(visitor)).toEqual(LEAVING)
    expect(await storedOf(returner)).toEqual(ONLINE)
  })

  it('a burst of calls is stored completely and in order', async () => {
    const people = Object.values(await createUsers('a', 'b', 'c', 'd'))
    const burst = people.flatMap((person) => [
      scheduler.applyChanges([connectUser(person)]),
      scheduler.applyChanges([disconnectUser(person)]),
    ])
    await Promise.all([...burst, ...people.slice(2).map((person) => scheduler.applyChanges([connectUser(person)]))])
    expect(await Promise.all(people.map(storedOf))).toEqual([LEAVING, LEAVING, ONLINE, ONLINE])
  })

  it('changes of unknown users and departures of offline users change nothing', async () => {
    const { alice } = await createUsers('alice')
    await scheduler.applyChanges([disconnectUser(alice), connectUser({ id: newId() }), disconnectUser({ id: newId() })])
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('concurrent changes from two processes do not deadlock', async () => {
    const people = Object.values(await createUsers('a', 'b', 'c', 'd', 'e', 'f'))
    const reversed = people.toReversed()
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        scheduler.applyChanges(people.map(connectUser)),
        otherScheduler.applyChanges(reversed.map(disconnectUser)),
      ])
      await Promise.all([
        scheduler.applyChanges(reversed.map(disconnectUser)),
        otherScheduler.applyChanges(people.map(connectUser)),
      ])
    }
    await scheduler.applyChanges(people.map(connectUser))
    for (const person of people) expect(await storedOf(person)).toEqual(ONLINE)
  })
})
