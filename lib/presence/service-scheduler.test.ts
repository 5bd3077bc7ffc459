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

const { watch, otherWatch, come, leave, friends, toldOfOthers } = setUpPresence()

const ONLINE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const OFFLINE = { online: false, leaving: false }

describe('the grace period', () => {
  it('a user whose last tab has closed stays online until the grace period ends', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.applyChanges([disconnectUser(alice)])
    await watch.tick()
    expect(await storedOf(alice)).toEqual(LEAVING)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    await advanceTime(5)
    await watch.tick()
    expect(await storedOf(alice)).toEqual(OFFLINE)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  })

  it('a return within the grace period cancels it, and nothing is published', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.applyChanges([disconnectUser(alice)])
    await advanceTime(2)
    await otherWatch.applyChanges([connectUser(alice)])
    await advanceTime(10)
    await Promise.all([watch.tick(), otherWatch.tick()])
    expect(await storedOf(alice)).toEqual(ONLINE)
    expect(toldOfOthers(bob)).toEqual([{ userId: alice.id, online: true }])
  })

  it('a repeated departure does not restart the grace period', async () => {
    const { alice } = await friends()
    await come(alice)
    await watch.applyChanges([disconnectUser(alice)])
    await advanceTime(4)
    await watch.applyChanges([disconnectUser(alice)])
    await advanceTime(1)
    await watch.tick()
    expect(await storedOf(alice)).toEqual(OFFLINE)
  })

  it('the grace period ends by itself without another event', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await advanceTime(10)
    await watch.applyChanges([disconnectUser(alice)])
    await advanceTime(4)
    await watch.tick()
    await expect.poll(() => storedOf(alice), { timeout: 10_000 }).toEqual(OFFLINE)
    await expect.poll(() => toldOfOthers(bob).at(-1)).toMatchObject({ online: false })
  })

  it('the last-seen time is the time when the tab was closed', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await advanceTime(10)
    const closedAt = Date.now()
    await leave(alice)
    const { lastSeenAt = '' } = toldOfOthers(bob).at(-1) ?? {}
    expect(Math.abs(Date.parse(lastSeenAt) - closedAt)).toBeLessThan(4000)
  })
})

describe('applyChanges', () => {
  it('changes of one user are applied in order', async () => {
    const { visitor, returner } = await createUsers('visitor', 'returner')
    await watch.applyChanges([
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
      watch.applyChanges([connectUser(person)]),
      watch.applyChanges([disconnectUser(person)]),
    ])
    await Promise.all([...burst, ...people.slice(2).map((person) => watch.applyChanges([connectUser(person)]))])
    expect(await Promise.all(people.map(storedOf))).toEqual([LEAVING, LEAVING, ONLINE, ONLINE])
  })

  it('changes of unknown users and departures of offline users change nothing', async () => {
    const { alice } = await createUsers('alice')
    await watch.applyChanges([disconnectUser(alice), connectUser({ id: newId() }), disconnectUser({ id: newId() })])
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('concurrent changes from two processes do not deadlock', async () => {
    const people = Object.values(await createUsers('a', 'b', 'c', 'd', 'e', 'f'))
    const reversed = people.toReversed()
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        watch.applyChanges(people.map(connectUser)),
        otherWatch.applyChanges(reversed.map(disconnectUser)),
      ])
      await Promise.all([
        watch.applyChanges(reversed.map(disconnectUser)),
        otherWatch.applyChanges(people.map(connectUser)),
      ])
    }
    await watch.applyChanges(people.map(connectUser))
    for (const person of people) expect(await storedOf(person)).toEqual(ONLINE)
  })
})
