import { expect, it } from 'vitest'
import { drawableGroups } from './drawable-emoji'
import data from './emoji-data.json'
import { parseEmojiData } from './emoji-groups'

const all = parseEmojiData(data)
/** Returns the newest offered version, and whether flags are offered, on a device that draws these emoji in colour. */
function offeredBy(draws: ((emoji: string) => boolean) | undefined) {
  const groups = drawableGroups(all, draws)
  const versions = groups.flatMap(({ emoji }) => emoji.map(({ version }) => version))
  const offered = new Set(groups.flatMap(({ emoji }) => emoji.map(({ text }) => text)))
  return { newest: Math.max(...versions), flags: offered.has('🇨🇮') && offered.has('🏴󠁧󠁢󠁷󠁬󠁳󠁿'), rainbow: offered.has('🏳️‍🌈') }
}

it('emoji are offered up to the newest Emoji version that the device draws', () => {
  expect(offeredBy(() => true)).toEqual({ newest: 17, flags: true, rainbow: true })
  expect(offeredBy((emoji) => ['😀', '🥲', '🇩🇪'].includes(emoji))).toEqual({ newest: 13, flags: true, rainbow: true })
  expect(offeredBy((emoji) => ['😀', '🇩🇪'].includes(emoji))).toEqual({ newest: 12, flags: true, rainbow: true })
})

it('flags of countries are not offered where they are drawn as letters, other flags are', () => {
  expect(offeredBy((emoji) => emoji !== '🇩🇪')).toEqual({ newest: 17, flags: false, rainbow: true })
})

it('where drawing cannot be tested, the emoji up to version 12 are offered', () => {
  expect(offeredBy(() => false)).toEqual({ newest: 12, flags: true, rainbow: true })
  expect(offeredBy(undefined)).toEqual({ newest: 12, flags: true, rainbow: true })
})
