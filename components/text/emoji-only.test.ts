import { expect, test } from 'vitest'
import { isEmojiOnly } from './emoji-only'

test.each(['😂', '🎉🎉🎉', '❤️', '🇩🇪', '👨‍👩‍👧‍👦', '👋🏽'])('%s is shown large', (text) => {
  expect(isEmojiOnly(text)).toBe(true)
})

test.each(['', '🎉🎉🎉🎉', 'ok 😂', '123', '#', '3', ' 😂'])('%j is shown as text', (text) => {
  expect(isEmojiOnly(text)).toBe(false)
})
