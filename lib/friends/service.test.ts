import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { blocks, friendDeclines, users } from '@/db/schema'
import { currentLimits } from '@/lib/env'
import { AppError, isAppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { readEventsSince } from '@/lib/sync/service'
import { createUser, setUpKith } from '@/tests/support/environment'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship } from './service'
import { friendsOf } from './service-list'

const { published } = setUpKith()

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (isAppError(error) ? error.code : error),
  )
const pair = () => Promise.all([createUser('alice'), createUser('bob')])
const list = (viewer: Viewer, status: 'accepted' | 'pending', direction: 'incoming' | 'outgoing' = 'incoming') =>
  friendsOf(viewer, { status, direction, q: '', cursor: undefined, limit: 50 }).then(({ items }) =>
    items.map(({ id }) => id),
  )
const eventsOf = async (viewer: Viewer) => {
  const answer = await readEventsSince(viewer, 0, 500)
  return answer && 'events' in answer ? answer.events : []
}

describe('a friend request', () => {
  it('a friend request is pending until it is accepted, then it is a friendship', async () => {
    const [alice, bob] = await pair()
    expect(await requestFriendship(alice, bob.id)).toEqual({ status: 'pending' })
    expect(await list(alice, 'pending', 'outgoing')).toEqual([bob.id])
    expect(await list(bob, 'pending', 'incoming')).toEqual([alice.id])
    expect(await list(bob, 'accepted')).toEqual([])
    await acceptRequest(bob, alice.id)
    expect(await list(alice, 'accepted')).toEqual([bob.id])
    expect(await list(bob, 'accepted')).toEqual([alice.id])
    expect(await list(bob, 'pending')).toEqual([])
  })

  it('a repeated request and one to a friend, to oneself or to an unknown id are refused', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    expect(await codeOf(requestFriendship(alice, bob.id))).toBe('request_already_sent')
    await acceptRequest(bob, alice.id)
    expect(await codeOf(requestFriendship(alice, bob.id))).toBe('already_friends')
    expect(await codeOf(requestFriendship(bob, alice.id))).toBe('already_friends')
    expect(await codeOf(requestFriendship(alice, alice.id))).toBe('invalid')
    expect(await codeOf(requestFriendship(alice, newId()))).toBe('not_found')
  })

  it('a request to a user who blocked the asker is refused like one to an unknown id', async () => {
    const [alice, bob] = await pair()
    await database().insert(blocks).values({ blockerId: bob.id, blockedId: alice.id })
    const refusal = (id: string) => requestFriendship(alice, id).catch((error: unknown) => error)
    expect(await refusal(bob.id)).toEqual(await refusal(newId()))
    expect(await refusal(bob.id)).toMatchObject({ status: 404, code: 'not_found' })
    expect(await list(bob, 'pending')).toEqual([])
  })

  it('a friend request that crosses another one is accepted', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    expect(await requestFriendship(bob, alice.id)).toEqual({ status: 'accepted' })
    expect(await list(alice, 'accepted')).toEqual([bob.id])
  })

  it('only the recipient can answer a friend request, and only the asker can cancel it', async () => {
    const [alice, bob] = await pair()
    const carol = await createUser('carol')
    await requestFriendship(alice, bob.id)
    for (const person of [alice, carol]) {
      expect(await codeOf(acceptRequest(person, bob.id))).toBe('no_such_request')
      expect(await codeOf(declineRequest(person, bob.id))).toBe('no_such_request')
    }
    expect(await codeOf(cancelRequest(bob, alice.id))).toBe('no_such_request')
    expect(await codeOf(acceptRequest(carol, alice.id))).toBe('no_such_request')
    expect(await list(bob, 'pending')).toEqual([alice.id])
  })

  it('a declined request disappears for both without an event to the asker, and may be sent again after the cooldown', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    await declineRequest(bob, alice.id)
    expect(await list(alice, 'pending', 'outgoing')).toEqual([])
    expect((await eventsOf(alice)).map(({ type }) => type)).toEqual(['friend_request', 'friend_request_removed'])
    const again = await requestFriendship(alice, bob.id).catch((error: unknown) => error)
    expect(again).toBeInstanceOf(AppError)
    expect(again).toMatchObject({ code: 'request_cooldown', status: 429 })
    expect(isAppError(again) && again.retryAfterSeconds).toBeGreaterThan(86_000)
    await database().update(friendDeclines).set({ declinedAt: sql`now() - interval '25 hours'` })
    expect(await requestFriendship(alice, bob.id)).toEqual({ status: 'pending' })
  })

  it('a user who declined a request can send one without waiting for the cooldown', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    await declineRequest(bob, alice.id)
    expect(await requestFriendship(bob, alice.id)).toEqual({ status: 'pending' })
  })

  it('a cancelled request disappears for both', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    await cancelRequest(alice, bob.id)
    expect(await list(bob, 'pending')).toEqual([])
    expect(await codeOf(acceptRequest(bob, alice.id))).toBe('no_such_request')
  })

  it('each step of a friendship is published to both people in order', async () => {
    const [alice, bob] = await pair()
    await requestFriendship(alice, bob.id)
    await acceptRequest(bob, alice.id)
    const [asked, accepted] = await eventsOf(alice)
    expect(asked).toMatchObject({
      seq: 1,
      type: 'friend_request',
      data: { fromUser: { id: alice.id }, toUser: { id: bob.id } },
    })
    expect(accepted).toMatchObject({ seq: 2, type: 'friend_accepted', data: { fromUser: { id: bob.id }, by: bob.id } })
    expect((await eventsOf(bob)).at(-1)).toMatchObject({ data: { fromUser: { id: alice.id }, by: bob.id } })
    await expect
      .poll(() => published.filter(({ userId }) => userId === alice.id).map(({ type }) => type))
      .toEqual(['friend_request', 'friend_accepted', 'notification'])
    expect(published.find(({ userId, type }) => userId === alice.id && type === 'friend_accepted')).toMatchObject(
      accepted ?? {},
    )
  })
})

describe('the limits of friendship', () => {
  const fill = (viewer: Viewer, friendCount: number) =>
    database().update(users).set({ friendCount }).where(sql`id = ${viewer.id}`)

  it('the friend limit of either plan refuses a friendship', async () => {
    const [alice, bob] = await pair()
    await fill(bob, currentLimits().friendsFree)
    expect(await codeOf(requestFriendship(bob, alice.id))).toBe('friend_limit_reached')
    await requestFriendship(alice, bob.id)
    expect(await codeOf(acceptRequest(bob, alice.id))).toBe('friend_limit_reached')
    expect(await list(bob, 'pending')).toEqual([alice.id])
  })

  it('the limits of pending and daily requests hold, and a refused request does not count', async () => {
    const asker = await createUser('asker')
    const { requestsPerDay } = currentLimits()
    const [first, ...others] = await Promise.all(Array.from({ length: requestsPerDay + 1 }, () => createUser('asked')))
    if (!first) throw new Error('nobody to ask')
    await requestFriendship(asker, first.id)
    for (let i = 0; i < 5; i++) expect(await codeOf(requestFriendship(asker, first.id))).toBe('request_already_sent')
    for (const other of others.slice(1)) expect(await codeOf(requestFriendship(asker, other.id))).toBe('done')
    expect(await codeOf(requestFriendship(asker, others[0]?.id ?? ''))).toBe('rate_limited')
  })
})
