import { plainPreview } from '@/components/text/detect-markdown'
import { replaceBidiControls } from '@/lib/bidi-controls'
import { foldWithOffsets, searchTerms } from '@/lib/folding'

/** A part of a found message's text, and whether it matches the query. */
export interface ExcerptPart {
  text: string
  isMatch: boolean
}

/** Characters before the first match, few enough that the match is visible in a single line. */
const MAX_CHARS_BEFORE = 24
/** The excerpt begins at a word if one begins within this many characters, else in the middle of a word. */
const WORD_START_WITHIN = 12
const MAX_EXCERPT_LENGTH = 160

/**
 * Returns the part of a message that contains the words of the query, split at the matches. Markup characters stay,
 * because the search compared the text with them.
 */
export function highlightMatches(body: string, query: string): ExcerptPart[] {
  const text = replaceBidiControls(body, '').replace(/\s+/gu, ' ').trim()
  const { folded, starts, ends } = foldWithOffsets(text)
  const matches = matchesOf(folded, searchTerms(query)).map(([from, to]) => ({
    start: starts[from] ?? 0,
    end: ends[to - 1] ?? text.length,
  }))
  const [first] = matches
  if (!first) return [{ text: plainPreview(body), isMatch: false }]
  const start = startNear(text, first.start)
  return splitAtMatches(text, start, atCodePoint(text, start + MAX_EXCERPT_LENGTH), matches)
}

/** Returns the ranges of the words, from left to right and without overlaps. */
function matchesOf(folded: string, words: string[]): [number, number][] {
  if (words.length === 0) return []
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const match = new RegExp(longestFirst.map(escapeRegExp).join('|'), 'gu')
  return Array.from(folded.matchAll(match), ({ 0: word, index }) => [index, index + word.length])
}

function splitAtMatches(text: string, start: number, end: number, matches: { start: number; end: number }[]) {
  const parts: ExcerptPart[] = [{ text: start > 0 ? '…' : '', isMatch: false }]
  let at = start
  for (const match of matches) {
    const [from, to] = [Math.max(at, match.start), Math.min(match.end, end)]
    if (to <= from) continue // Folding may turn one character into several, each of them a match.
    parts.push({ text: text.slice(at, from), isMatch: false }, { text: text.slice(from, to), isMatch: true })
    at = to
  }
  parts.push({ text: text.slice(at, end), isMatch: false })
  return withoutEmptyParts(parts)
}

/** Removes empty parts and joins the ellipsis at the beginning with the plain text after it. */
const withoutEmptyParts = ([dots, plain, ...rest]: ExcerptPart[]): ExcerptPart[] =>
  [{ text: `${dots?.text ?? ''}${plain?.text ?? ''}`, isMatch: false }, ...rest].filter(({ text }) => text !== '')

/** Returns the start of a word shortly before the match, or a position in a word if none is near. */
function startNear(text: string, match: number): number {
  if (match <= MAX_CHARS_BEFORE) return 0
  const from = match - MAX_CHARS_BEFORE
  const space = text.indexOf(' ', from)
  return space >= 0 && space < Math.min(match, from + WORD_START_WITHIN) ? space + 1 : atCodePoint(text, from)
}

/** Returns the index itself, or the next one if it is in the middle of a surrogate pair. */
const atCodePoint = (text: string, at: number) => ((text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at)

const escapeRegExp = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
