import { type AnyColumn, and, type SQL, sql } from 'drizzle-orm'
import { wordsOfName } from '@/lib/folding'

/** Condition: each word of `q` begins a word of a text made by `searchTextOf`. Undefined when `q` has no words. */
export function hasWordsOf(searchText: AnyColumn | SQL, q: string): SQL | undefined {
  const words = new Set(wordsOfName(q).slice(0, MAX_WORDS))
  return and(...Array.from(words, (word) => sql`${searchText} like ${`% ${word.replace(/[\\%_]/g, '\\$&')}%`}`))
}

/** Further words of a query are ignored; names have fewer. */
const MAX_WORDS = 16
