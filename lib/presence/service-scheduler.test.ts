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

const HERE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const AWAY = { online: false, leaving: false }

describe('the grace', () => {
  it('keeps somebody online whose last tab has closed, until it is over', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.heard([disconnectUser(alice)])
    await watch.look()
    expect(await storedOf(alice)).toEqual(LEAVING)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    await advanceTime(5)
    await watch.look()
    expect(await storedOf(alice)).toEqual(AWAY)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  })

  it('is cancelled by a return, of which nobody hears', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.heard([disconnectUser(alice)])
    await advanceTime(2)
    await otherWatch.heard([connectUser(alice)])
    await advanceTime(10)
    await Promise.all([watch.look(), otherWatch.look()])
    expect(await storedOf(alice)).toEqual(HERE)
    expect(toldOfOthers(bob)).toEqual([{ userId: alice.id, online: true }])
  })

  it('is not begun anew by hearing the same again', async () => {
    const { alice } = await friends()
    await come(alice)
    await watch.heard([disconnectUser(alice)])
    await advanceTime(4)
    await watch.heard([disconnectUser(alice)])
    await advanceTime(1)
    await watch.look()
    expect(await storedOf(alice)).toEqual(AWAY)
  })

  it('ends by itself, though nothing else happens', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await advanceTime(10)
    await watch.heard([disconnectUser(alice)])
    await advanceTime(4)
    await watch.look()
    await expect.poll(() => storedOf(alice), { timeout: 10_000 }).toEqual(AWAY)
    await expect.poll(() => toldOfOthers(bob).at(-1)).toMatchObject({ online: false })
  })

  it('dates the last sign to when the tab closed', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await advanceTime(10)
    const closedAt = Date.now()
    await leave(alice)
    const { lastSeenAt = '' } = toldOfOthers(bob).at(-1) ?? {}
    expect(Math.abs(Date.parse(lastSeenAt) - closedAt)).toBeLessThan(4000)
  })
})

describe('what is heard', () => {
  it('counts in its order', async () => {
    const { visitor, returner } = await createUsers('visitor', 'returner')
    await watch.heard([
      connectUser(visitor),
      disconnectUser(visitor),
      connectUser(returner),
      disconnectUser(returner),
      connectUser(returner),
    ])
    expect(await storedOf(visitor)).toEqual(LEAVING)
    expect(await storedOf(returner)).toEqual(HERE)
  })

  it('in a burst is stored whole and in its order', async () => {
    const people = Object.values(await createUsers('a', 'b', 'c', 'd'))
    const burst = people.flatMap((person) => [
      watch.heard([connectUser(person)]),
      watch.heard([disconnectUser(person)]),
    ])
    await Promise.all([...burst, ...people.slice(2).map((person) => watch.heard([connectUser(person)]))])
    expect(await Promise.all(people.map(storedOf))).toEqual([LEAVING, LEAVING, HERE, HERE])
  })

  it('of nobody, or of somebody who was not here, changes nothing', async () => {
    const { alice } = await createUsers('alice')
    await watch.heard([disconnectUser(alice), connectUser({ id: newId() }), disconnectUser({ id: newId() })])
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('by several processes at once never makes them wait for each other', async () => {
    const people = Object.values(await createUsers('a', 'b', 'c', 'd', 'e', 'f'))
    const turned = people.toReversed()
    for (let round = 0; round < 10; round++) {
      await Promise.all([watch.heard(people.map(connectUser)), otherWatch.heard(turned.map(disconnectUser))])
      await Promise.all([watch.heard(turned.map(disconnectUser)), otherWatch.heard(people.map(connectUser))])
    }
    await watch.heard(people.map(connectUser))
    for (const person of people) expect(await storedOf(person)).toEqual(HERE)
  })
})
