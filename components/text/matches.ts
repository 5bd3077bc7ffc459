import { foldWithOffsets, searchTerms } from '@/lib/folding'

/** A part of a text, and whether it matches a search. */
export interface MatchPart {
  text: string
  isMatch: boolean
}

interface Match {
  start: number
  end: number
}

/** Returns where a text contains words of a search query, from left to right. */
export function matchesIn(text: string, query: string): Match[] {
  const words = searchTerms(query)
  if (words.length === 0) return []
  const { folded, starts, ends } = foldWithOffsets(text)
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const match = new RegExp(longestFirst.map(escapeRegExp).join('|'), 'gu')
  return Array.from(folded.matchAll(match), ({ 0: word, index }) => ({
    start: starts[index] ?? 0,
    end: ends[index + word.length - 1] ?? text.length,
  }))
}

/** Splits the text between `from` and `to` at the matches. */
export function splitAtMatches(text: string, matches: readonly Match[], from = 0, to = text.length): MatchPart[] {
  const parts: MatchPart[] = []
  let at = from
  for (const match of matches) {
    const [start, end] = [Math.max(at, match.start), Math.min(match.end, to)]
    if (end <= start) continue // Folding may turn one character into several, each of them a match.
    parts.push({ text: text.slice(at, start), isMatch: false }, { text: text.slice(start, end), isMatch: true })
    at = end
  }
  parts.push({ text: text.slice(at, to), isMatch: false })
  return parts.filter((part) => part.text !== '')
}

const escapeRegExp = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
