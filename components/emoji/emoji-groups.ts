import type { Strings } from '@/components/strings/strings'

type EmojiGroupName = keyof Strings['emoji']['groups']

export interface Emoji {
  text: string
  name: string
  /** Words of the name in lower case, with a space before and after each. */
  nameWords: string
  /** Further words that find it, likewise. */
  otherWords: string
  /** The Emoji version of Unicode that added it. */
  version: number
}

export interface EmojiGroup {
  name: EmojiGroupName
  emoji: readonly Emoji[]
}

type EmojiData = Partial<Record<EmojiGroupName, readonly string[]>>

/** Parses the generated file (scripts/emoji). */
export const parseEmojiData = (data: EmojiData): EmojiGroup[] =>
  (Object.keys(data) as (keyof EmojiData)[]).map((name) => ({ name, emoji: (data[name] ?? []).map(parseEmoji) }))

function parseEmoji(line: string): Emoji {
  const [text = '', version, name = '', words = ''] = line.split('|')
  return {
    text,
    name,
    version: Number(version),
    nameWords: ` ${name.toLowerCase().replace(/[:,“”]+/gu, '')} `,
    otherWords: ` ${words} `,
  }
}

/** Loads all emoji. */
export const loadEmoji = async (): Promise<EmojiGroup[]> => parseEmojiData((await import('./emoji-data.json')).default)
