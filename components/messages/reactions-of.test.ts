import { expect, it } from 'vitest'
import { emojiOffered, reactionsOf } from './reactions-of'

const given = (...reactions: [string, string][]) => ({
  reactions: reactions.map(([userId, emoji]) => ({ userId, emoji })),
})

it('reactions stand together by emoji, one’s own marked', () => {
  expect(reactionsOf(given(['bob', '👍'], ['carol', '❤️'], ['alice', '👍']), 'alice')).toEqual([
    { emoji: '👍', userIds: ['bob', 'alice'], isMine: true },
    { emoji: '❤️', userIds: ['carol'], isMine: false },
  ])
  expect(reactionsOf(given(), 'alice')).toEqual([])
})

it('six are offered, and one’s own if it is another', () => {
  expect(emojiOffered(given(['bob', '🦊']), 'alice')).toHaveLength(6)
  expect(emojiOffered(given(['alice', '👍']), 'alice').filter(({ chosen }) => chosen)).toEqual([
    { emoji: '👍', chosen: true },
  ])
  expect(emojiOffered(given(['alice', '🦊']), 'alice').at(-1)).toEqual({ emoji: '🦊', chosen: true })
  expect(emojiOffered(given(['alice', '🦊']), 'alice')).toHaveLength(7)
})
