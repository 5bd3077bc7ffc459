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

/** Number of seqs that share a hash of their place: a search reads the newest bucket of a conversation first. */
export const BUCKET_SIZE = 4096
/** Returns the number of the bucket that contains a seq. */
export const bucketOf = (seq: number): number => Math.floor(seq / BUCKET_SIZE)

const FNV_OFFSET_BASIS = 2_166_136_261
const LOW_HALF = 0xffff

/**
 * Hashes grams as the index stores them: 16 bits of their conversation and bucket, so that a search reads no rows of
 * others, then 16 bits of the gram. Hashes of one bucket are neighbours in the index, which makes writing them cheap.
 */
export function hashesFor(conversationId: string, bucket: number, grams: Iterable<string>): number[] {
  const place = halfOf(fnv(`${conversationId} ${bucket}`)) << 16
  return [...new Set(Array.from(grams, (gram) => place | halfOf(fnv(gram))))]
}

/** Folds a hash of 32 bits to 16. */
const halfOf = (hash: number) => ((hash >>> 16) ^ hash) & LOW_HALF

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv(text: string): number {
  let value = FNV_OFFSET_BASIS
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  return value
}
