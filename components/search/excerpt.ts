import { plainPreview } from '@/components/text/detect-markdown'
import { type MatchPart, matchesIn, splitAtMatches } from '@/components/text/matches'
import { replaceBidiControls } from '@/lib/bidi-controls'

/** Characters before the first match, few enough that the match is visible in a single line. */
const MAX_CHARS_BEFORE = 24
/** The excerpt begins at a word if one begins within this many characters, else in the middle of a word. */
const WORD_START_WITHIN = 12
const MAX_EXCERPT_LENGTH = 160

/**
 * Returns the part of a message that contains the words of the query, split at the matches. Markup characters stay,
 * because the search compared the text with them.
 */
export function highlightMatches(body: string, query: string): MatchPart[] {
  const text = replaceBidiControls(body, '').replace(/\s+/gu, ' ').trim()
  const matches = matchesIn(text, query)
  const [first] = matches
  if (!first) return [{ text: plainPreview(body), isMatch: false }]
  const start = startNear(text, first.start)
  const parts = splitAtMatches(text, matches, start, atCodePoint(text, start + MAX_EXCERPT_LENGTH))
  return start > 0 ? withEllipsis(parts) : parts
}

/** Puts an ellipsis at the beginning, into the plain text there if there is some. */
function withEllipsis([first, ...rest]: MatchPart[]): MatchPart[] {
  if (!first || first.isMatch) return [{ text: '…', isMatch: false }, ...(first ? [first] : []), ...rest]
  return [{ text: `…${first.text}`, isMatch: false }, ...rest]
}

/** Returns the start of a word shortly before the match, or a position in a word if none is near. */
function startNear(text: string, match: number): number {
  if (match <= MAX_CHARS_BEFORE) return 0
  const from = match - MAX_CHARS_BEFORE
  const space = text.indexOf(' ', from)
  return space >= 0 && space < Math.min(match, from + WORD_START_WITHIN) ? space + 1 : atCodePoint(text, from)
}

/** Returns the index itself, or the next one if it is in the middle of a surrogate pair. */
const atCodePoint = (text: string, at: number) => ((text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at)
