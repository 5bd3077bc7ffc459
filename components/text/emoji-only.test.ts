import { expect, test } from 'vitest'
import { isEmojiOnly } from './emoji-only'

test.each(['😂', '🎉🎉🎉', '❤️', '🇩🇪', '👨‍👩‍👧‍👦', '👋🏽'])('%s counts as emoji only', (text) => {
  expect(isEmojiOnly(text)).toBe(true)
})

test.each(['', '🎉🎉🎉🎉🎉🎉', 'ok 😂', '123', '#', '3', ' 😂'])('%j does not count as emoji only', (text) => {
  expect(isEmojiOnly(text)).toBe(false)
})
