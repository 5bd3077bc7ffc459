let segmenter: Intl.Segmenter | undefined

/**
 * Returns the user-perceived characters of a text (UAX 29). Without Intl.Segmenter (Firefox before 125) the code
 * points, each with the combining marks that follow it.
 */
export function graphemesOf(text: string): string[] {
  if (!('Segmenter' in Intl)) return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? []
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
