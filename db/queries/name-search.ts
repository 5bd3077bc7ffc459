import { type AnyColumn, and, type SQL, sql } from 'drizzle-orm'
import { wordsOfName } from '@/lib/folding'

/** Whether each word of `q` begins a word of a text that `searchTextOf` has made; undefined, for no condition, without words. */
export function hasWordsOf(searchText: AnyColumn | SQL, q: string): SQL | undefined {
  const words = new Set(wordsOfName(q).slice(0, MAX_WORDS))
  return and(...Array.from(words, (word) => sql`${searchText} like ${`% ${word.replace(/[\\%_]/g, '\\$&')}%`}`))
}

/** No name has more words that help to find it. */
const MAX_WORDS = 16
