import { expect, it } from 'vitest'
import data from './emoji-data.json'
import { parseEmojiData } from './emoji-groups'
import { searchEmoji } from './search-emoji'

const all = parseEmojiData(data).flatMap(({ emoji }) => emoji)
const found = (query: string) => searchEmoji(all, query).map(({ text }) => text)

it.each([
  ['fox', '🦊'],
  ['Thumbs UP', '👍'],
  ['+1', '👍'],
  ['  birth  cake ', '🎂'],
  ['Côte', '🇨🇮'],
  ['cote d', '🇨🇮'],
  ['deutsch', '🇩🇪'],
  ['🦊', '🦊'],
])('the first emoji found by “%s” is %s', (query, emoji) => {
  expect(found(query)[0]).toBe(emoji)
})

it('an emoji whose name has the word comes before one that only has it as a keyword or in part', () => {
  const cats = found('cat')
  expect(cats.slice(0, 3)).toContain('🐈')
  expect(cats.indexOf('🐈')).toBeLessThan(cats.indexOf('🐛')) // caterpillar
})

it('every word of a query must match the beginning of a word', () => {
  expect(found('fox cake')).toEqual([])
  expect(found('irthday')).toEqual([])
  expect(found('xyzzy')).toEqual([])
})
