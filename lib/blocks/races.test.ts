import { describe, expect, it } from 'vitest'
import { acceptRequest, requestFriendship, unfriend } from '@/lib/friends/service'
import { newId } from '@/lib/ids'
import { historyOf } from '@/lib/messages/service-history'
import { sendMessage } from '@/lib/messages/service-send'
import type { Viewer } from '@/lib/session/viewer'
import { AMPLE_LIMITS, codeOf, createConversation, eventsOf, sendText } from '@/tests/support/conversations'
import { setUpKith } from '@/tests/support/environment'
import {
  blocksBy,
  createPair,
  createRequestedPair,
  kindsOf,
  type Pair,
  raceRounds,
  relationRow,
  repeat,
  typesOf,
} from '@/tests/support/race-helpers'
import { block, unblock } from './service'

const { published } = setUpKith({ limits: { ...AMPLE_LIMITS, blockChangesPerMinute: 1e9 } })

/** Asserts that no relation is left and that the last event of the blocked user ends it. */
async function expectBlocked(two: Pair) {
  expect(await relationRow(two)).toBe('none')
  expect(await blocksBy(two.alice)).toEqual([{ blockedId: two.bob.id }])
  expect([await kindsOf(two.alice), await kindsOf(two.bob)]).toEqual([[], []])
  expect((await typesOf(two.bob)).at(-1)).toBe('profile_changed')
}

describe('a block at the same moment', () => {
  it('a block concurrent with an acceptance leaves no friendship', async () => {
    await raceRounds(30, async () => {
      const two = await createRequestedPair()
      const [code] = await Promise.all([codeOf(acceptRequest(two.bob, two.alice.id)), block(two.alice, two.bob.id)])
      expect(['done', 'no_such_request']).toContain(code)
      await expectBlocked(two)
    })
  })

  it('a block concurrent with a request in either direction leaves no request', async () => {
    await raceRounds(30, async () => {
      const two = await createPair()
      const codes = await Promise.all([
        codeOf(requestFriendship(two.bob, two.alice.id)),
        codeOf(requestFriendship(two.alice, two.bob.id)),
        codeOf(block(two.alice, two.bob.id)),
      ])
      expect(codes.slice(0, 2).filter((code) => !['done', 'not_found'].includes(code))).toEqual([])
      expect(await relationRow(two)).toBe('none')
      expect([await kindsOf(two.alice), await kindsOf(two.bob)]).toEqual([[], []])
      expect(await codeOf(requestFriendship(two.bob, two.alice.id))).toBe('not_found')
    })
  })

  it('concurrent blocks of two users give a mutual block, which one of them cannot remove alone', async () => {
    await raceRounds(30, async () => {
      const { alice, bob } = await createConversation()
      await Promise.all([block(alice, bob.id), block(bob, alice.id)])
      expect(await relationRow({ alice, bob })).toBe('none')
      expect([await blocksBy(alice), await blocksBy(bob)]).toEqual([[{ blockedId: bob.id }], [{ blockedId: alice.id }]])
      for (const person of [alice, bob])
        expect((await typesOf(person)).filter((type) => type === 'friend_removed')).toHaveLength(1)
      await unblock(alice, bob.id)
      for (const [asker, other] of [[alice, bob] as const, [bob, alice] as const])
        expect(await codeOf(requestFriendship(asker, other.id))).toBe('not_found')
    })
  })

  it('a block concurrent with its removal ends in one of the two states, and fifty concurrent blocks leave one row', async () => {
    await raceRounds(30, async () => {
      const two = await createConversation()
      await Promise.all([block(two.alice, two.bob.id), unblock(two.alice, two.bob.id), unblock(two.bob, two.alice.id)])
      const stands = (await blocksBy(two.alice)).length === 1
      expect(await relationRow(two)).toBe('none')
      expect(await codeOf(requestFriendship(two.bob, two.alice.id))).toBe(stands ? 'not_found' : 'done')
    })
    const { alice, bob } = await createPair()
    await Promise.all(repeat(50, () => block(alice, bob.id)))
    expect(await typesOf(alice)).toEqual(['blocks_changed'])
  })
})

describe('a message at the same moment', () => {
  it.each([
    ['a block', 'profile_changed', ({ alice, bob }: Pair) => block(alice, bob.id)],
    ['the end of the friendship', 'friend_removed', ({ alice, bob }: Pair) => unfriend(alice, bob.id)],
  ])(
    'a message sent concurrently with %s is stored and acknowledged or neither, and none is stored after it',
    async (_, lastTold, end) => {
      await raceRounds(25, async () => {
        const { alice, bob, conversationId } = await createConversation()
        const send = (from: Viewer, body: string) =>
          codeOf(sendMessage(from, { conversationId, clientId: newId(), body }))
        const before = repeat(6, (n) => send(n % 2 ? alice : bob, `before ${n}`))
        const ended = end({ alice, bob })
        const beside = repeat(6, (n) => send(n % 2 ? alice : bob, `beside ${n}`))
        await ended
        const after = await Promise.all(repeat(4, (n) => send(n % 2 ? alice : bob, `after ${n}`)))
        expect(after).toEqual(['not_friends', 'not_friends', 'not_friends', 'not_friends'])
        const codes = await Promise.all([...before, ...beside])
        const acknowledged = codes.filter((code) => code === 'done').length
        expect(codes.filter((code) => code !== 'done' && code !== 'not_friends')).toEqual([])
        const { items } = await historyOf(bob, { conversationId, before: undefined, after: undefined, limit: 100 })
        expect(items.map(({ seq }) => seq)).toEqual(repeat(acknowledged, (n) => n + 1))
        expect((await typesOf(bob)).at(-1)).toBe(lastTold)
        expect(await relationRow({ alice, bob })).toBe('none')
      })
    },
  )

  it('a message sent concurrently with a block is not published to the peer after the end of the friendship', async () => {
    const { alice, bob, conversationId } = await createConversation()
    await Promise.all([...repeat(30, (n) => codeOf(sendText(alice, conversationId, `${n}`))), block(alice, bob.id)])
    const over = (await eventsOf(bob)).find(({ type }) => type === 'friend_removed')?.seq ?? 0
    await expect.poll(() => published.some(({ userId, seq }) => userId === bob.id && seq === over)).toBe(true)
    const pushed = published.filter(({ userId, type }) => userId === bob.id && type === 'new_message')
    expect(pushed.filter(({ seq }) => seq > over)).toEqual([])
  })
})
