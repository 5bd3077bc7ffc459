import { expect, it } from 'vitest'
import data from '@/components/emoji/emoji-data.json'
import { parseEmojiData } from '@/components/emoji/emoji-groups'
import { isEmoji } from '@/lib/messages/emoji'
import { reactInput } from '@/lib/messages/schema'
import { emojiData } from './emoji-data'

// `npm run emoji` runs this file and writes the data; every other run compares it.
it('emoji-data.json is what `npm run emoji` makes from the data packages', async () => {
  await expect(emojiData()).toMatchFileSnapshot('../../components/emoji/emoji-data.json')
})

it('every offered emoji has a name and is accepted as a reaction', () => {
  const all = parseEmojiData(data).flatMap(({ emoji }) => emoji)
  expect(all.length).toBeGreaterThan(1800)
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  const refused = all.filter(
    ({ text, name, version }) =>
      !isEmoji(text) ||
      !reactInput.safeParse({ conversationId: 'c', seq: 1, emoji: text }).success ||
      name === '' ||
      !(version > 0),
  )
  expect(refused).toEqual([])
})
