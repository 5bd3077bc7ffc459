import { expect, test } from 'vitest'
import { isFewEmoji } from './few-emoji'

test.each(['😂', '🎉🎉🎉', '❤️', '🇩🇪', '👨‍👩‍👧‍👦', '👋🏽'])('%s is shown large', (text) => {
  expect(isFewEmoji(text)).toBe(true)
})

test.each(['', '🎉🎉🎉🎉', 'ok 😂', '123', '#', '3', ' 😂'])('%j is shown as text', (text) => {
  expect(isFewEmoji(text)).toBe(false)
})
