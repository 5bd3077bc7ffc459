import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesIn, splitAtMatches } from './matches'

const marked = (text: string, query: string) =>
  splitAtMatches(text, matchesIn(text, query))
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join('')

test.each([
  ['Das Café,\n  am  Eck', 'CAFE eck', 'Das [Café],\n  am  [Eck]'],
  ['an apple and apples', 'apple', 'an [apple] and [apple]s'],
  ['pine apples', 'apple pineapple apples', 'pine [apples]'],
  ['nothing of it', 'else', 'nothing of it'],
  ['', 'word', ''],
  ['no word', ' ', 'no word'],
])('in %j the words of %j are matches', (text, query, expected) => {
  expect(marked(text, query)).toBe(expected)
})

test('the parts of any text, joined, are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), (text, query) => {
      const parts = splitAtMatches(text, matchesIn(text, query))
      expect(parts.map((part) => part.text).join('')).toBe(text)
    }),
  )
})
