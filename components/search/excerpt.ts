import { plainPreview } from '@/components/text/detect-markdown'
import { foldWithOffsets, searchTerms } from '@/lib/folding'

/** A part of a found message's text, and whether it is a match. */
export interface ExcerptPart {
  text: string
  isMatch: boolean
}

/** Characters before the first match, so that the match is visible in one line. */
const BEFORE = 24
const WHOLE_WORD_WITHIN = 12
const LENGTH = 160

/** Direction controls, which are removed so that an address cannot look like another one. */
const TURNS_DIRECTION = /\p{Bidi_Control}/gu

/**
 * Returns the part of a found message with the words of the query, split at the matches. Matching uses the folding of
 * the search.
 */
export function highlightMatches(body: string, query: string): ExcerptPart[] {
  const text = body.replace(TURNS_DIRECTION, '').replace(/\s+/gu, ' ').trim()
  const { folded, starts, ends } = foldWithOffsets(text)
  const matches = matchesOf(folded, searchTerms(query)).map(([from, to]) => ({
    start: starts[from] ?? 0,
    end: ends[to - 1] ?? text.length,
  }))
  const [first] = matches
  if (!first) return [{ text: plainPreview(body), isMatch: false }]
  const start = startNear(text, first.start)
  return parted(text, start, wholeCharacter(text, start + LENGTH), matches)
}

/** Returns the positions of the words, from left to right without overlaps. */
function matchesOf(folded: string, words: string[]): [number, number][] {
  if (words.length === 0) return []
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const match = new RegExp(longestFirst.map(escaped).join('|'), 'gu')
  return Array.from(folded.matchAll(match), ({ 0: word, index }) => [index, index + word.length])
}

function parted(text: string, start: number, end: number, matches: { start: number; end: number }[]) {
  const parts: ExcerptPart[] = [{ text: start > 0 ? '…' : '', isMatch: false }]
  let at = start
  for (const match of matches) {
    const [from, to] = [Math.max(at, match.start), Math.min(match.end, end)]
    if (to <= from) continue // One character may fold to several, each of which may match.
    parts.push({ text: text.slice(at, from), isMatch: false }, { text: text.slice(from, to), isMatch: true })
    at = to
  }
  parts.push({ text: text.slice(at, end), isMatch: false })
  return joinedPlain(parts)
}

/** Removes empty parts and joins the leading dots with the following part. */
const joinedPlain = ([dots, plain, ...rest]: ExcerptPart[]): ExcerptPart[] =>
  [{ text: `${dots?.text ?? ''}${plain?.text ?? ''}`, isMatch: false }, ...rest].filter(({ text }) => text !== '')

/** Returns the beginning of a word shortly before the match. */
function startNear(text: string, match: number): number {
  if (match <= BEFORE) return 0
  const from = match - BEFORE
  const space = text.indexOf(' ', from)
  return space >= 0 && space < Math.min(match, from + WHOLE_WORD_WITHIN) ? space + 1 : wholeCharacter(text, from)
}

/** Returns the position, moved to the next character when it is inside a surrogate pair. */
const wholeCharacter = (text: string, at: number) => ((text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at)

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
