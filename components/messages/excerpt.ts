import { previewOf } from './marks'

/** A stretch of a found message's text, and whether it is what was looked for. */
export interface ExcerptPart {
  text: string
  isMatch: boolean
}

/** How much stands before the first match, so that it is seen in a single line. */
const BEFORE = 24
const WHOLE_WORD_WITHIN = 12
const LENGTH = 160
/** Half a character, where one is cut through. */
const HALF = /\p{Surrogate}/gu

/** The place of a found message that holds the words of the query, in one form for letters that look alike. */
export function excerptOf(body: string, query: string): ExcerptPart[] {
  const text = body.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  const words = query.normalize('NFKC').trim().split(/\s+/u).filter(Boolean)
  const match = new RegExp(`(${words.map(escaped).join('|')})`, 'giu')
  const first = words.length > 0 ? text.search(match) : -1
  if (first < 0) return [{ text: previewOf(body), isMatch: false }]
  const start = startNear(text, first)
  return `${start > 0 ? '…' : ''}${text.slice(start, start + LENGTH).replace(HALF, '')}`
    .split(match)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** The beginning of a word a little before the match. */
function startNear(text: string, match: number): number {
  if (match <= BEFORE) return 0
  const from = match - BEFORE
  const space = text.indexOf(' ', from)
  return space >= 0 && space < Math.min(match, from + WHOLE_WORD_WITHIN) ? space + 1 : from
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
