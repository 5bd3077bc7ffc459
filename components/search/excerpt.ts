import { plainPreview } from '@/components/text/detect-markdown'
import { foldWithOffsets, searchTerms } from '@/lib/folding'

/** A stretch of a found message's text, and whether it is what was looked for. */
export interface ExcerptPart {
  text: string
  isMatch: boolean
}

/** How much stands before the first match, so that it is seen in a single line. */
const BEFORE = 24
const WHOLE_WORD_WITHIN = 12
const LENGTH = 160

/** What would turn the line around: an address must not read as another one. */
const TURNS_DIRECTION = /\p{Bidi_Control}/gu

/** The place of a found message that holds the words of the query, as it was written: what is marked is what the search compared. */
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

/** Where the words stand, from left to right and none within another. */
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
    if (to <= from) continue // One character may be several when folded, and each of them a match.
    parts.push({ text: text.slice(at, from), isMatch: false }, { text: text.slice(from, to), isMatch: true })
    at = to
  }
  parts.push({ text: text.slice(at, end), isMatch: false })
  return joinedPlain(parts)
}

/** The same without empty parts, and with the dots at the beginning part of what follows them. */
const joinedPlain = ([dots, plain, ...rest]: ExcerptPart[]): ExcerptPart[] =>
  [{ text: `${dots?.text ?? ''}${plain?.text ?? ''}`, isMatch: false }, ...rest].filter(({ text }) => text !== '')

/** The beginning of a word a little before the match. */
function startNear(text: string, match: number): number {
  if (match <= BEFORE) return 0
  const from = match - BEFORE
  const space = text.indexOf(' ', from)
  return space >= 0 && space < Math.min(match, from + WHOLE_WORD_WITHIN) ? space + 1 : wholeCharacter(text, from)
}

/** The place itself, or the next one where it is within a character. */
const wholeCharacter = (text: string, at: number) => ((text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at)

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
