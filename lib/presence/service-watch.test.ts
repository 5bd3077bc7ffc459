import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { came, left, newPeople, pass, preparePresence, storedOf } from '@/lib/testing/presence'
import { onlineFriendsOf } from './service'

const { watch, otherWatch, come, leave, friends, toldOfOthers } = preparePresence()

const HERE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const AWAY = { online: false, leaving: false }

describe('the grace', () => {
  it('keeps somebody online whose last tab has closed, until it is over', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.heard([left(alice)])
    await watch.look()
    expect(await storedOf(alice)).toEqual(LEAVING)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    await pass(5)
    await watch.look()
    expect(await storedOf(alice)).toEqual(AWAY)
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
  })

  it('is cancelled by a return, of which nobody hears', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await watch.heard([left(alice)])
    await pass(2)
    await otherWatch.heard([came(alice)])
    await pass(10)
    await Promise.all([watch.look(), otherWatch.look()])
    expect(await storedOf(alice)).toEqual(HERE)
    expect(toldOfOthers(bob)).toEqual([{ userId: alice.id, online: true }])
  })

  it('is not begun anew by hearing the same again', async () => {
    const { alice } = await friends()
    await come(alice)
    await watch.heard([left(alice)])
    await pass(4)
    await watch.heard([left(alice)])
    await pass(1)
    await watch.look()
    expect(await storedOf(alice)).toEqual(AWAY)
  })

  it('ends by itself, though nothing else happens', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await pass(10)
    await watch.heard([left(alice)])
    await pass(4)
    await watch.look()
    await expect.poll(() => storedOf(alice), { timeout: 10_000 }).toEqual(AWAY)
    await expect.poll(() => toldOfOthers(bob).at(-1)).toMatchObject({ online: false })
  })

  it('dates the last sign to when the tab closed', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    await pass(10)
    const closedAt = Date.now()
    await leave(alice)
    const { lastSeenAt = '' } = toldOfOthers(bob).at(-1) ?? {}
    expect(Math.abs(Date.parse(lastSeenAt) - closedAt)).toBeLessThan(4000)
  })
})

describe('what is heard', () => {
  it('counts in its order', async () => {
    const { visitor, returner } = await newPeople('visitor', 'returner')
    await watch.heard([came(visitor), left(visitor), came(returner), left(returner), came(returner)])
    expect(await storedOf(visitor)).toEqual(LEAVING)
    expect(await storedOf(returner)).toEqual(HERE)
  })

  it('in a burst is stored whole and in its order', async () => {
    const people = Object.values(await newPeople('a', 'b', 'c', 'd'))
    const burst = people.flatMap((person) => [watch.heard([came(person)]), watch.heard([left(person)])])
    await Promise.all([...burst, ...people.slice(2).map((person) => watch.heard([came(person)]))])
    expect(await Promise.all(people.map(storedOf))).toEqual([LEAVING, LEAVING, HERE, HERE])
  })

  it('of nobody, or of somebody who was not here, changes nothing', async () => {
    const { alice } = await newPeople('alice')
    await watch.heard([left(alice), came({ id: newId() }), left({ id: newId() })])
    expect(await storedOf(alice)).toBeUndefined()
  })

  it('by several processes at once never makes them wait for each other', async () => {
    const people = Object.values(await newPeople('a', 'b', 'c', 'd', 'e', 'f'))
    const turned = people.toReversed()
    for (let round = 0; round < 10; round++) {
      await Promise.all([watch.heard(people.map(came)), otherWatch.heard(turned.map(left))])
      await Promise.all([watch.heard(turned.map(left)), otherWatch.heard(people.map(came))])
    }
    await watch.heard(people.map(came))
    for (const person of people) expect(await storedOf(person)).toEqual(HERE)
  })
})
