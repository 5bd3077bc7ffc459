import keywordsOf from 'emojilib'
import emojiByGroup from 'unicode-emoji-json/data-by-group.json'
import { foldForSearch } from '@/lib/folding'

/** Names of the groups of Unicode in the generated file, and in the texts of the interface. */
const GROUPS: Record<string, string> = {
  'Smileys & Emotion': 'smileys',
  'People & Body': 'people',
  'Animals & Nature': 'animals',
  'Food & Drink': 'food',
  'Travel & Places': 'travel',
  Activities: 'activities',
  Objects: 'objects',
  Symbols: 'symbols',
  Flags: 'flags',
}

/**
 * Returns the emoji of Unicode in their order, each with the Emoji version that added it, its name and the further words
 * that find it. The file is loaded by browsers, so an emoji is one string and no word is repeated.
 */
export function emojiData(): string {
  const groups = emojiByGroup.map(({ name, emojis }) => [
    GROUPS[name] ?? unknownGroup(name),
    emojis.map((entry) => [entry.emoji, entry.emoji_version, entry.name, wordsOf(entry)].join('|')),
  ])
  return `${JSON.stringify(Object.fromEntries(groups), null, 1)}\n`
}

function unknownGroup(name: string): never {
  throw new Error(`The emoji group ${name} has no name in Kith.`)
}

/** Returns the words that are not in the name, as a search compares them. */
function wordsOf({ emoji, name }: { emoji: string; name: string }): string {
  const inName = new Set(splitWords(name.toLowerCase()))
  const texts = [name, ...(keywordsOf[emoji] ?? [])]
  const words = texts.flatMap((text) => splitWords(foldForSearch(text)))
  return [...new Set(words)].filter((word) => !inName.has(word)).join(' ')
}

const splitWords = (text: string) => text.split(/[\s_|,“”]+|:$|: /u).filter((word) => word !== '')
