import { foldForSearch } from '@/lib/folding'
import type { Emoji } from './emoji-groups'

/** Returns how well one word of a query matches an emoji, 1 for best; undefined for not at all. */
function rankOf({ nameWords, otherWords }: Emoji, word: string): number | undefined {
  if (nameWords.includes(` ${word} `)) return 1
  if (otherWords.includes(` ${word} `)) return 2
  if (nameWords.includes(` ${word}`)) return 3
  return otherWords.includes(` ${word}`) ? 4 : undefined
}

function rankOfAll(emoji: Emoji, words: readonly string[]): number | undefined {
  let sum = 0
  for (const word of words) {
    const rank = rankOf(emoji, word)
    if (rank === undefined) return undefined
    sum += rank
  }
  return sum
}

/**
 * Returns the emoji of which each word of the query is the beginning of a word, the best matches first; otherwise in the
 * order given. The emoji itself, as pasted, finds it too.
 */
export function searchEmoji(all: readonly Emoji[], query: string): Emoji[] {
  const whole = foldForSearch(query)
  const words = whole.split(' ')
  const isWhole = ({ text, nameWords }: Emoji) => text === query.trim() || nameWords === ` ${whole} `
  return all
    .flatMap((emoji) => {
      const rank = isWhole(emoji) ? 0 : rankOfAll(emoji, words)
      return rank === undefined ? [] : [{ emoji, rank }]
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ emoji }) => emoji)
}
