import { expect, it } from 'vitest'
import { groupReactions, offeredReactions } from './group-reactions'

const reactionsOf = (...reactions: [string, string][]) => ({
  reactions: reactions.map(([userId, emoji]) => ({ userId, emoji })),
})

it('reactions are grouped by emoji, and the viewer’s own group has isMine', () => {
  expect(groupReactions(reactionsOf(['bob', '👍'], ['carol', '❤️'], ['alice', '👍']), 'alice')).toEqual([
    { emoji: '👍', userIds: ['bob', 'alice'], isMine: true },
    { emoji: '❤️', userIds: ['carol'], isMine: false },
  ])
  expect(groupReactions(reactionsOf(), 'alice')).toEqual([])
})

it('six reactions are offered, the viewer’s own among them', () => {
  expect(offeredReactions(reactionsOf(['bob', '🦊']), 'alice')).toHaveLength(6)
  expect(offeredReactions(reactionsOf(['alice', '👍']), 'alice').filter(({ chosen }) => chosen)).toEqual([
    { emoji: '👍', chosen: true },
  ])
  expect(offeredReactions(reactionsOf(['alice', '🦊']), 'alice').at(-1)).toEqual({ emoji: '🦊', chosen: true })
  expect(offeredReactions(reactionsOf(['alice', '🦊']), 'alice')).toHaveLength(6)
})
