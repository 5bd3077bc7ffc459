import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/db/client'
import { friendships, users } from '@/db/schema'
import { block, unblock } from '@/lib/blocks/service'
import { openConversation } from '@/lib/conversations/service'
import { currentLimits } from '@/lib/env'
import { newId } from '@/lib/ids'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, befriend, codeOf } from '@/tests/support/conversations'
import { createUser, setUpKith } from '@/tests/support/environment'
import {
  createPair,
  createRequestedPair,
  kindsOf,
  type Pair,
  raceRounds,
  relationRow,
  repeat,
  typesOf,
} from '@/tests/support/race-helpers'
import { acceptRequest, cancelRequest, declineRequest, requestFriendship, unfriend } from './service'
import { acceptRequests } from './service-batch'

setUpKith({ limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9 } })

describe('two requests at the same moment', () => {
  it('two concurrent crossing requests make one friendship, 200 times over', async () => {
    await raceRounds(200, async () => {
      const two = await createPair()
      const { alice, bob } = two
      const answers = await Promise.all([requestFriendship(alice, bob.id), requestFriendship(bob, alice.id)])
      expect(answers.map(({ status }) => status).sort()).toEqual(['accepted', 'pending'])
      expect(await relationRow(two)).toBe('accepted')
      for (const person of [alice, bob]) {
        const types = (await typesOf(person)).filter((type) => type !== 'notification')
        expect(types).toEqual(['friend_request', 'friend_accepted'])
      }
      const [first, second] = answers[0]?.status === 'pending' ? [alice, bob] : [bob, alice]
      expect(await kindsOf(first)).toEqual([['friend_accepted', second.id]])
      expect(await kindsOf(second)).toEqual([])
    })
  }, 180_000)

  it('fifty concurrent equal requests leave one row', async () => {
    const two = await createPair()
    const codes = await Promise.all(repeat(50, () => codeOf(requestFriendship(two.alice, two.bob.id))))
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => code === 'request_already_sent')).toHaveLength(49)
    expect(await relationRow(two)).toBe('pending')
    expect(await kindsOf(two.bob)).toEqual([['friend_request', two.alice.id]])
  })
})

describe('the cap of friends', () => {
  const fill = ({ id }: Viewer, friendCount: number) =>
    database().update(users).set({ friendCount }).where(sql`id = ${id}`)
  const fullButOne = async () => {
    const host = await createUser('host')
    await fill(host, currentLimits().friendsFree - 1)
    const askers = await Promise.all(repeat(20, () => createUser('asker')))
    for (const asker of askers) await requestFriendship(asker, host.id)
    return { host, askers }
  }
  const expectOneFriend = async (host: Viewer, codes: (string | undefined)[]) => {
    expect(codes.filter((code) => code === 'done')).toHaveLength(1)
    expect(codes.filter((code) => code === 'friend_limit_reached')).toHaveLength(codes.length - 1)
    const accepted = sql`${host.id} in (low_id, high_id) and status = 'accepted'`
    expect(await database().select().from(friendships).where(accepted)).toHaveLength(1)
    const [row] = await database().select({ friendCount: users.friendCount }).from(users).where(sql`id = ${host.id}`)
    expect(row).toEqual({ friendCount: currentLimits().friendsFree })
  }

  it('twenty concurrent acceptances do not exceed the friend limit', async () => {
    const { host, askers } = await fullButOne()
    const codes = await Promise.all(askers.map((asker) => codeOf(acceptRequest(host, asker.id))))
    await expectOneFriend(host, codes)
  })

  it('concurrent single, batch and crossing acceptances do not exceed the friend limit', async () => {
    const { host, askers } = await fullButOne()
    const [single, batched, crossing] = [askers.slice(0, 7), askers.slice(7, 14), askers.slice(14)]
    const [results, ...codes] = await Promise.all([
      acceptRequests(
        host,
        batched.map(({ id }) => id),
      ),
      ...single.map((asker) => codeOf(acceptRequest(host, asker.id))),
      ...crossing.map((asker) => codeOf(requestFriendship(host, asker.id))),
    ])
    await expectOneFriend(host, [...codes, ...results.map(({ ok, code }) => (ok ? 'done' : code))])
  })

  it('concurrent acceptances by many recipients do not exceed the friend limit of the asker', async () => {
    const asker = await createUser('asker')
    await fill(asker, currentLimits().friendsFree - 1)
    const hosts = await Promise.all(repeat(10, () => createUser('host')))
    for (const host of hosts) await requestFriendship(asker, host.id)
    await expectOneFriend(asker, await Promise.all(hosts.map((host) => codeOf(acceptRequest(host, asker.id)))))
  })
})

describe('of two answers to a request', () => {
  it('a concurrent acceptance and batch acceptance of one request make one friendship', async () => {
    await raceRounds(30, async () => {
      const two = await createRequestedPair()
      const { alice, bob } = two
      const [code, results] = await Promise.all([
        codeOf(acceptRequest(bob, alice.id)),
        acceptRequests(bob, [alice.id, newId(), alice.id]),
      ])
      const codes = [code, ...results.map((result) => result.code ?? 'done')]
      expect(codes.toSorted()).toEqual(['done', 'no_such_request', 'no_such_request', 'no_such_request'])
      expect(await relationRow(two)).toBe('accepted')
      expect(await kindsOf(alice)).toEqual([['friend_accepted', bob.id]])
    })
  })

  it.each([
    ['decline', ({ alice, bob }: Pair) => declineRequest(bob, alice.id)],
    ['cancel', ({ alice, bob }: Pair) => cancelRequest(alice, bob.id)],
  ])('of a concurrent acceptance and %s of one request exactly one succeeds', async (_, otherAnswer) => {
    await raceRounds(25, async () => {
      const two = await createRequestedPair()
      const codes = await Promise.all([codeOf(acceptRequest(two.bob, two.alice.id)), codeOf(otherAnswer(two))])
      expect(codes.toSorted()).toEqual(['done', 'no_such_request'])
      expect(await relationRow(two)).toBe(codes[0] === 'done' ? 'accepted' : 'none')
      expect(await kindsOf(two.bob)).toEqual([])
      for (const person of [two.alice, two.bob]) {
        const end = codes[0] === 'done' ? 'friend_accepted' : 'friend_request_removed'
        expect((await typesOf(person)).filter((type) => type !== 'notification')).toEqual(['friend_request', end])
      }
    })
  })
})

describe('everybody at once', () => {
  it('concurrent friend actions of all users on all users do not deadlock, and all counts agree at the end', async () => {
    const people = await Promise.all(repeat(6, () => createUser('crowd')))
    const deeds = [
      requestFriendship,
      acceptRequest,
      requestFriendship,
      unfriend,
      declineRequest,
      block,
      unblock,
      unblock,
    ]
    const all = people.flatMap((by) =>
      people.filter((to) => to !== by).flatMap((to) => deeds.map((deed) => ({ by, to, deed }))),
    )
    for (let round = 0; round < 5; round++) {
      const shuffled = all.toSorted(
        (a, b) => hash(`${round}${a.by.id}${a.to.id}`) - hash(`${round}${b.by.id}${b.to.id}`),
      )
      await Promise.all(shuffled.map(({ by, to, deed }) => codeOf(deed(by, to.id))))
    }
    for (const { id } of people) {
      const mine = sql`${id} in (low_id, high_id) and status = 'accepted'`
      const friends = await database().select().from(friendships).where(mine)
      const [row] = await database().select({ friendCount: users.friendCount }).from(users).where(sql`id = ${id}`)
      expect(row).toEqual({ friendCount: friends.length })
    }
  })

  it('concurrent openings of the conversation with a friend create one conversation', async () => {
    const { alice, bob } = await createPair()
    await befriend(alice, bob)
    const opened = await Promise.all(repeat(4, (n) => openConversation(n % 2 ? alice : bob, n % 2 ? bob.id : alice.id)))
    expect(new Set(opened.map(({ conversation }) => conversation.id)).size).toBe(1)
    expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1)
  })
})

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
