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

const { occupied, scheduler, connect, createFriends, receivedAboutOthers, countReceivedAboutSelf } = setUpPresence()

const ONLINE = { online: true, leaving: false }
const LEAVING = { online: true, leaving: true }
const OFFLINE = { online: false, leaving: false }

afterEach(() => vi.restoreAllMocks())

/** Runs `work` between the moment of the channel list and its arrival. */
const whileListing = (work: () => Promise<unknown>) =>
  vi.spyOn(broker(), 'occupiedUsers').mockImplementationOnce(async () => {
    const listed = [...occupied]
    await work()
    return listed
  })

describe('reconcileChannels', () => {
  it('a user without an open channel goes offline after the grace period', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    occupied.delete(alice.id)
    await advanceTime(10)
    expect(await reconcileChannels()).toBe(true)
    expect(await storedOf(alice)).toEqual(LEAVING)
    await advanceTime(5)
    await scheduler.tick()
    expect(await storedOf(alice)).toEqual(OFFLINE)
    expect(receivedAboutOthers(bob).at(-1)).toMatchObject({ userId: alice.id, online: false })
    expect(await storedOf(bob)).toEqual(ONLINE)
  })

  it('a user with an open channel goes online, and friends receive it', async () => {
    const { alice, bob } = await createFriends()
    occupied.add(alice.id)
    await reconcileChannels()
    await scheduler.tick()
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    expect(receivedAboutOthers(bob)).toEqual([{ userId: alice.id, online: true }])
    expect(countReceivedAboutSelf(alice)).toBe(1)
  })

  it('a leaving user with an open channel is online again', async () => {
    const { alice } = await createFriends()
    await connect(alice)
    await scheduler.applyChanges([disconnectUser(alice)])
    await advanceTime(1)
    await reconcileChannels()
    expect(await storedOf(alice)).toEqual(ONLINE)
  })

  it('a user who came after the list was made stays online', async () => {
    const { gone, newcomer, returner } = await createUsers('gone', 'newcomer', 'returner')
    await scheduler.applyChanges([connectUser(gone), connectUser(returner), disconnectUser(returner)])
    await advanceTime(2)
    whileListing(() => scheduler.applyChanges([connectUser(newcomer), connectUser(returner)]))
    await reconcileChannels()
    expect(await storedOf(gone)).toEqual(LEAVING)
    expect(await storedOf(newcomer)).toEqual(ONLINE)
    expect(await storedOf(returner)).toEqual(ONLINE)
  })

  it('a user who left after the list was made stays leaving', async () => {
    const { alice } = await createFriends()
    await connect(alice)
    await advanceTime(10)
    whileListing(() => scheduler.applyChanges([disconnectUser(alice)]))
    await reconcileChannels()
    expect(await storedOf(alice)).toEqual(LEAVING)
  })

  it('nothing changes when the list cannot be read', async () => {
    const { alice } = await createFriends()
    await connect(alice)
    await advanceTime(10)
    vi.spyOn(broker(), 'occupiedUsers').mockRejectedValueOnce(new Error('out of reach'))
    await expect(reconcileChannels()).rejects.toThrow('out of reach')
    expect(await storedOf(alice)).toEqual(ONLINE)
    expect(await reconcileChannels()).toBe(true)
  })

  it('one process reads the list at a time, and unknown ids in it are ignored', async () => {
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
