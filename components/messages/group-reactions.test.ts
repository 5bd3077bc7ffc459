import { expect, it } from 'vitest'
import { groupReactions, offeredReactions } from './group-reactions'

const given = (...reactions: [string, string][]) => ({
  reactions: reactions.map(([userId, emoji]) => ({ userId, emoji })),
})

it('reactions stand together by emoji, one’s own marked', () => {
  expect(groupReactions(given(['bob', '👍'], ['carol', '❤️'], ['alice', '👍']), 'alice')).toEqual([
    { emoji: '👍', userIds: ['bob', 'alice'], isMine: true },
    { emoji: '❤️', userIds: ['carol'], isMine: false },
  ])
  expect(groupReactions(given(), 'alice')).toEqual([])
})

it('six are offered, and one’s own if it is another', () => {
  expect(offeredReactions(given(['bob', '🦊']), 'alice')).toHaveLength(6)
  expect(offeredReactions(given(['alice', '👍']), 'alice').filter(({ chosen }) => chosen)).toEqual([
    { emoji: '👍', chosen: true },
  ])
  expect(offeredReactions(given(['alice', '🦊']), 'alice').at(-1)).toEqual({ emoji: '🦊', chosen: true })
  expect(offeredReactions(given(['alice', '🦊']), 'alice')).toHaveLength(7)
})
