import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { block } from '@/lib/blocks/service'
import { declineRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { befriend } from '@/tests/support/conversations'
import { advanceTime, createUsers, setSeenOnlineBy, setUpPresence, storedOf } from '@/tests/support/presence'
import { onlineFriendsOf, presenceAudienceChanged } from './service'

const { scheduler, otherScheduler, connect, disconnect, createFriends, receivedAboutOthers, countReceivedAboutSelf } =
  setUpPresence()

const POLL_OPTIONS = { timeout: 10_000 }
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

describe('recipients of presence', () => {
  it('presence is published only to friends who are online', async () => {
    const { alice, bob } = await createFriends()
    const { away, ...here } = await createUsers(
      ...(['asking', 'asked', 'declined', 'stranger', 'ex', 'blocked', 'blocker', 'away'] as const),
    )
    await requestFriendship(here.asking, alice.id)
    await requestFriendship(alice, here.asked.id)
    await requestFriendship(here.declined, alice.id)
    await declineRequest(alice, here.declined.id)
    for (const person of [here.ex, here.blocked, here.blocker, away]) await befriend(person, alice)
    await unfriend(alice, here.ex.id)
    await block(alice, here.blocked.id)
    await block(here.blocker, alice.id)
    await connect(...Object.values(here))
    for (const person of Object.values(here)) expect(await storedOf(person)).toEqual({ online: true, leaving: false })

    await connect(alice)
    await advanceTime(10)
    await disconnect(alice)
    expect(receivedAboutOthers(bob)).toEqual([
      { userId: alice.id, online: true },
      { userId: alice.id, online: false, lastSeenAt: expect.stringMatching(ISO_TIME) },
    ])
    for (const [name, person] of Object.entries({ ...here, away }))
      expect(receivedAboutOthers(person), name).toEqual([])
  })

  it.each([
    ['the friendship has ended', unfriend],
    ['one has blocked the other', block],
  ])('presence is not published once %s', async (_, end) => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    expect(receivedAboutOthers(bob)).toHaveLength(1)
    await end(alice, bob.id)
    await advanceTime(10)
    await disconnect(alice)
    expect(await storedOf(alice)).toEqual({ online: false, leaving: false })
    expect(receivedAboutOthers(bob)).toHaveLength(1)
  })

  it.each([
    ['the first user', (a: string, b: string) => [a, b]],
    ['the second user', (a: string, b: string) => [b, a]],
  ])('presence is not published across a block by %s, even with a friendship', async (_, direction) => {
    const { alice, bob } = await createFriends()
    const [blocker, blocked] = direction(alice.id, bob.id)
    await database().execute(sql`insert into blocks (blocker_id, blocked_id) values (${blocker}, ${blocked})`)
    await connect(alice)
    expect(receivedAboutOthers(bob)).toEqual([])
    for (const person of [alice, bob]) expect(await onlineFriendsOf(person)).toEqual({ userIds: [] })
  })

  it('coming online is published to the user once, so that tabs refetch the online friends', async () => {
    const { alice, bob } = await createFriends()
    expect(countReceivedAboutSelf(bob)).toBe(1)
    await connect(alice)
    expect(countReceivedAboutSelf(alice)).toBe(1)
    await connect(alice)
    await scheduler.tick()
    expect(countReceivedAboutSelf(alice)).toBe(1)
  })
})

describe('a user who hides their presence', () => {
  it('a hidden user’s presence is not published', async () => {
    const { alice, bob } = await createFriends()
    await setSeenOnlineBy(alice, 'nobody')
    await connect(alice)
    expect(await storedOf(alice)).toEqual({ online: true, leaving: false })
    await advanceTime(10)
    await disconnect(alice)
    expect(receivedAboutOthers(bob)).toEqual([])
  })

  it('a hidden user still receives the presence of friends', async () => {
    const { alice, bob } = await createFriends()
    await setSeenOnlineBy(bob, 'nobody')
    await connect(alice)
    expect(receivedAboutOthers(bob)).toEqual([{ userId: alice.id, online: true }])
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [alice.id] })
    expect(await onlineFriendsOf(alice)).toEqual({ userIds: [] })
  })

  it('hiding publishes offline immediately without a last-seen time; showing publishes online when due', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await setSeenOnlineBy(alice, 'nobody')
    await presenceAudienceChanged(alice.id)
    expect(receivedAboutOthers(bob)).toEqual([
      { userId: alice.id, online: true },
      { userId: alice.id, online: false },
    ])
    expect(await onlineFriendsOf(bob)).toEqual({ userIds: [] })
    await setSeenOnlineBy(alice, 'friends')
    await presenceAudienceChanged(alice.id)
    expect(receivedAboutOthers(bob)).toHaveLength(2)
    await advanceTime(12)
    await scheduler.tick()
    expect(receivedAboutOthers(bob).at(-1)).toEqual({ userId: alice.id, online: true })
  })

  it('hiding and showing repeatedly publishes offline once', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    for (const choice of ['nobody', 'friends', 'nobody', 'friends', 'nobody'] as const) {
      await setSeenOnlineBy(alice, choice)
      await presenceAudienceChanged(alice.id)
    }
    await advanceTime(12)
    await scheduler.tick()
    expect(receivedAboutOthers(bob)).toEqual([
      { userId: alice.id, online: true },
      { userId: alice.id, online: false },
    ])
  })
})

describe('publish intervals', () => {
  it('20 presence changes in a minute of a user with 2,000 friends are published at most 6 times', async () => {
    const { alice, bob } = await createFriends()
    await addFriends(alice.id, 1999)
    for (let change = 0; change < 20; change++) {
      await (change % 2 === 0 ? connect(alice) : leaveAtOnce(alice))
      await Promise.all([scheduler.tick(), otherScheduler.tick()])
      await advanceTime(2.5)
    }
    const broadcasts = receivedAboutOthers(bob)
    expect(broadcasts.length).toBeGreaterThan(1)
    expect(broadcasts.length).toBeLessThanOrEqual(6)
    await advanceTime(12)
    await scheduler.tick()
    expect(receivedAboutOthers(bob).at(-1)).toMatchObject({ online: (await storedOf(alice))?.online })
  })

  it('a user who leaves immediately after coming is published as offline within ten seconds', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await disconnect(alice)
    await advanceTime(4)
    await scheduler.tick()
    expect(receivedAboutOthers(bob).map(({ online }) => online)).toEqual([true, false])
  })

  it('each change is published once, by one of several processes', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await advanceTime(10)
    await scheduler.applyChanges([{ userId: alice.id, occupied: false }])
    await advanceTime(5)
    await Promise.all([scheduler.tick(), otherScheduler.tick(), scheduler.tick(), otherScheduler.tick()])
    expect(receivedAboutOthers(bob).map(({ online }) => online)).toEqual([true, false])
  })

  it('a change within the interval is published by itself when the interval ends', async () => {
    const { alice, bob } = await createFriends()
    await connect(alice)
    await disconnect(alice)
    expect(receivedAboutOthers(bob)).toHaveLength(1)
    await advanceTime(2)
    await scheduler.tick()
    await expect.poll(() => receivedAboutOthers(bob).map(({ online }) => online), POLL_OPTIONS).toEqual([true, false])
  })
})

/** Leaves with a grace period that ends at once. */
async function leaveAtOnce({ id }: { id: string }) {
  await scheduler.applyChanges([{ userId: id, occupied: false }])
  await database().execute(sql`update presence set leaves_at = now() where user_id = ${id}`)
}

/** Adds friends who are all online. */
const addFriends = (userId: string, count: number) =>
  database().execute(sql`
    with added as (
      insert into users (id, username, display_name)
      select gen_random_uuid(), 'friend_' || n, 'Friend' from generate_series(1, ${count}::int) n returning id),
    online as (insert into presence (user_id, online, told_online) select id, true, true from added)
    insert into friendships (low_id, high_id, status, action_user_id)
    select least(id, ${userId}::uuid), greatest(id, ${userId}::uuid), 'accepted', id from added`)
