import { afterEach, describe, expect, it, vi } from 'vitest'
import { broker } from '@/lib/broker/broker'
import {
  advanceTime,
  connectUser,
  createUsers,
  disconnectUser,
  setUpPresence,
  storedOf,
} from '@/tests/support/presence'
import { onlineFriendsOf } from './service'
import { reconcileChannels } from './service-reconcile'

const { occupied, watch, come, friends, toldOfOthers, toldOfSelf } = setUpPresence()

const HERE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const AWAY = { online: false, leaving: false }

afterEach(() => vi.restoreAllMocks())

/** Does this while the realtime server puts its list together, after having looked. */
const whileListing = (work: () => Promise<unknown>) =>
  vi.spyOn(broker(), 'occupiedUsers').mockImplementationOnce(async () => {
    const listed = [...occupied]
    await work()
    return listed
  })

describe('the list of open channels', () => {
  it('puts those offline of whom nobody said that they left', async () => {
    const { alice, bob } = await friends()
    await come(alice)
    occupied.delete(alice.id)
    await advanceTime(10)
    expect(await reconcileChannels()).toBe(true)
    expect(await storedOf(alice)).toEqual(LEAVING)
    await advanceTime(5)
    await watch.look()
    expect(await storedOf(alice)).toEqual(AWAY)
    expect(toldOfOthers(bob).at(-1)).toMatchObject({ userId: alice.id, online: false })
    expect(await storedOf(bob)).toEqual(HERE)
  })

  it('puts those online of whom nobody said that they came', async () => {
    const { alice, bob } = await friends()
    occupied.add(alice.id)
    await reconcileChannels()
    await watch.look()
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    expect(toldOfOthers(bob)).toEqual([{ userId: alice.id, online: true }])
    expect(toldOfSelf(alice)).toBe(1)
  })

  it('keeps those whose return was not heard of', async () => {
    const { alice } = await friends()
    await come(alice)
    await watch.heard([disconnectUser(alice)])
    await advanceTime(1)
    await reconcileChannels()
    expect(await storedOf(alice)).toEqual(HERE)
  })

  it('spares those who came after it was taken', async () => {
    const { gone, newcomer, returner } = await createUsers('gone', 'newcomer', 'returner')
    await watch.heard([connectUser(gone), connectUser(returner), disconnectUser(returner)])
    await advanceTime(2)
    whileListing(() => watch.heard([connectUser(newcomer), connectUser(returner)]))
    await reconcileChannels()
    expect(await storedOf(gone)).toEqual(LEAVING)
    expect(await storedOf(newcomer)).toEqual(HERE)
    expect(await storedOf(returner)).toEqual(HERE)
  })

  it('brings nobody back who left after it was taken', async () => {
    const { alice } = await friends()
    await come(alice)
    await advanceTime(10)
    whileListing(() => watch.heard([disconnectUser(alice)]))
    await reconcileChannels()
    expect(await storedOf(alice)).toEqual(LEAVING)
  })

  it('changes nothing when it cannot be had', async () => {
    const { alice } = await friends()
    await come(alice)
    await advanceTime(10)
    vi.spyOn(broker(), 'occupiedUsers').mockRejectedValueOnce(new Error('out of reach'))
    await expect(reconcileChannels()).rejects.toThrow('out of reach')
    expect(await storedOf(alice)).toEqual(HERE)
    expect(await reconcileChannels()).toBe(true)
  })

  it('is read by one process at a time, and names that are nobody are passed over', async () => {
    occupied.add('01a1ffdb-d075-70c6-8a5a-436978707eed')
    let second: boolean | undefined
    whileListing(async () => {
      second = await reconcileChannels()
    })
    expect(await reconcileChannels()).toBe(true)
    expect(second).toBe(false)
    expect(await Promise.all([reconcileChannels(), reconcileChannels(), reconcileChannels()])).toContain(true)
  })
})
