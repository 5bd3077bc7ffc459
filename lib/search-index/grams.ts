import { searchTerms } from '@/lib/folding'

/** Characters that can be a word (ideographs, syllables, emoji): a search for a single one is possible. */
const SINGLE_CHARACTER_WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{So}]/u

/** Returns each pair of neighbouring characters within the words of a text, and each character that can be a word. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (const word of searchTerms(text)) {
    let previous = ''
    for (const character of word) {
      if (previous) grams.add(previous + character)
      if (SINGLE_CHARACTER_WORD.test(character)) grams.add(character)
      previous = character
    }
  }
  return grams
}

const WEEK_MS = 7 * 86_400_000

/** Returns the number of the week that contains a time, counted from 1970. */
export const weekNumber = (at: Date): number => Math.floor(at.getTime() / WEEK_MS)
/** Returns the start of a week. */
export const startOfWeek = (week: number) => new Date(week * WEEK_MS)

/**
 * Hashes grams as the index stores them: together with the user's id, so that a search does not read rows of other
 * users, and with the week, so that a search can start with the newest messages and stop early.
 */
export function hashesFor(userId: string, week: number, grams: Iterable<string>): number[] {
  const start = fnv(2_166_136_261, `${userId} ${week} `)
  return Array.from(grams, (gram) => fnv(start, gram) | 0)
}

/** 32-bit FNV-1a over UTF-16 code units, continued from `hash`. */
function fnv(hash: number, text: string): number {
  let value = hash
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  return value
}
