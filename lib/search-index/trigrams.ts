import { searchTerms } from '@/lib/folding'

/** Signs that say something by themselves, whole words or emoji: these are found by a single one. */
const WORD_BY_ITSELF =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{So}]/u

/** Every pair of neighbouring characters within the words of a text, and every sign that is a word by itself; each once. */
export function trigramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (const word of searchTerms(text)) {
    let before = ''
    for (const character of word) {
      if (before) grams.add(before + character)
      if (WORD_BY_ITSELF.test(character)) grams.add(character)
      before = character
    }
  }
  return grams
}

const WEEK_MS = 7 * 86_400_000

/** In which week something was said. */
export const weekOf = (at: Date): number => Math.floor(at.getTime() / WEEK_MS)
/** When that week begins. */
export const startOfWeek = (week: number) => new Date(week * WEEK_MS)

/**
 * The grams as the index stores them: hashed together with whose they are, so that nobody's search meets another's, and
 * with the week, so that a search reads the newest first and no more than it needs.
 */
export function hashesFor(userId: string, week: number, grams: Iterable<string>): number[] {
  const start = fnv(2_166_136_261, `${userId} ${week} `)
  return Array.from(grams, (gram) => fnv(start, gram) | 0)
}

/** FNV-1a of 32 bits, over UTF-16 code units, going on from `hash`. */
function fnv(hash: number, text: string): number {
  let value = hash
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  return value
}
