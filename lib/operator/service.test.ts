import { describe, expect, it } from 'vitest'
import { acceptRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { acceptRequests } from '@/lib/friends/service-batch'
import { friendsOf } from '@/lib/friends/service-list'
import { userOfSession } from '@/lib/session/sessions'
import type { Viewer } from '@/lib/session/viewer'
import { findSingleton } from '@/lib/singletons'
import { AMPLE_LIMITS, befriend, codeOf, eventsOf } from '@/tests/support/conversations'
import { createUser, setUpKith, usernameOf } from '@/tests/support/environment'
import { changePlan, endSessionsOf, listSessionsOfUser } from './service'

const { published, closed } = setUpKith({ limits: { ...AMPLE_LIMITS, friendsFree: 2, friendsPro: 3 } })

const give = async (person: Viewer, plan: 'free' | 'pro') => changePlan(await usernameOf(person), plan)
const friendCountOf = async (person: Viewer) => {
  const { items } = await friendsOf(person, { status: 'accepted', direction: 'incoming', q: '', limit: 100 })
  return items.length
}

/** Creates a user with this number of friends, within the limit of the plan. */
async function withFriends(count: number, plan: 'free' | 'pro') {
  const person = await createUser('popular', plan)
  const friends = await Promise.all(Array.from({ length: count }, () => createUser('friend')))
  for (const friend of friends) await befriend(friend, person)
  return { person, friends }
}

describe('a plan', () => {
  it('a plan change takes effect on the friend limit immediately', async () => {
    const { person } = await withFriends(2, 'free')
    const [asking, another] = [await createUser('asking'), await createUser('another')]
    await requestFriendship(asking, person.id)
    expect(await codeOf(acceptRequest(person, asking.id))).toBe('friend_limit_reached')
    expect(await give(person, 'pro')).toBe(true)
    expect(await codeOf(acceptRequest(person, asking.id))).toBe('done')
    expect(await codeOf(requestFriendship(person, another.id))).toBe('friend_limit_reached')
  })

  it('an expired plan removes no friend and allows no new friendship', async () => {
    const { person, friends } = await withFriends(2, 'free')
    await give(person, 'pro')
    const third = await createUser('third')
    await befriend(third, person)
    const [asked, asking, crossing, batched] = [
      await createUser('asked'),
      await createUser('asking'),
      await createUser('crossing'),
      await createUser('batched'),
    ]
    await unfriend(person, third.id) // Frees a place below the limit for the crossing request.
    await requestFriendship(person, crossing.id)
    await befriend(third, person)
    for (const other of [asking, batched]) await requestFriendship(other, person.id)
    expect(await give(person, 'free')).toBe(true)
    expect(await friendCountOf(person)).toBe(3)

    expect(await codeOf(requestFriendship(person, asked.id))).toBe('friend_limit_reached')
    expect(await codeOf(requestFriendship(person, asking.id))).toBe('friend_limit_reached')
    expect(await codeOf(acceptRequest(person, asking.id))).toBe('friend_limit_reached')
    expect(await codeOf(requestFriendship(crossing, person.id))).toBe('friend_limit_reached')
    expect(await codeOf(acceptRequest(crossing, person.id))).toBe('friend_limit_reached')
    expect(await acceptRequests(person, [batched.id])).toEqual([
      { userId: batched.id, ok: false, code: 'friend_limit_reached' },
    ])
    expect(await friendCountOf(person)).toBe(3)

    for (const friend of friends) await unfriend(person, friend.id)
    expect(await codeOf(acceptRequest(person, asking.id))).toBe('done')
  })

  it('a plan change is published once to its user, and not at all when nothing changes', async () => {
    const person = await createUser('owner')
    expect([await give(person, 'pro'), await give(person, 'pro')]).toEqual([true, false])
    expect((await eventsOf(person)).map(({ type }) => type)).toEqual(['settings_changed'])
    expect(published.filter(({ userId }) => userId === person.id)).toMatchObject([{ type: 'settings_changed', seq: 1 }])
  })

  it('a plan change for an unknown user is refused', async () => {
    expect(await codeOf(changePlan('nobody', 'pro'))).toBe('not_found')
  })
})

describe('sessions', () => {
  it('ending the sessions of a user ends no others, also in a process that has them cached', async () => {
    const [owner, other] = [await createUser('owner'), await createUser('other')]
    const name = await usernameOf(owner)
    expect(await userOfSession(other.sessionId)).toBe(other.id)
    await expect.poll(() => findSingleton('session cache')).toMatchObject({ hearing: true })
    expect(await userOfSession(owner.sessionId)).toBe(owner.id)
    expect((await listSessionsOfUser(name)).map(({ id }) => id)).toEqual([owner.sessionId])
    expect(await codeOf(endSessionsOf(name, other.sessionId))).toBe('not_found')
    expect(await endSessionsOf(name, owner.sessionId)).toBe(1)
    await expect.poll(() => closed).toEqual([owner.sessionId])
    expect(await userOfSession(owner.sessionId)).toBeUndefined()
    expect(await userOfSession(other.sessionId)).toBe(other.id)
    expect(await listSessionsOfUser(name)).toEqual([])
  })
})
