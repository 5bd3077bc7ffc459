/** A part of a text that is read as Markdown by itself. */
interface Section {
  /** Where it begins in the text. */
  from: number
  source: string
}

const FENCE = /^ {0,3}(`{3,})[^`]*$/u
const QUOTE = /^ {0,3}>(?=[\s>])/u
const LIST_ITEM = /^ {0,3}(?:[-*]|\d{1,9}\.)[ \t]+\S/u
const CONTINUES_ITEM = /^(?: {2}|\t)/u

/**
 * Splits a text where CommonMark would continue a quote or list item with a line that has no marker and no indentation
 * ("lazy continuation"), and where a quote becomes less deep. Joined the sections are the text.
 */
export function splitSections(text: string): Section[] {
  const sections: Section[] = []
  let from = 0
  let at = 0
  let before = ''
  let fence = ''
  for (const line of text.split(/(?<=\n)/u)) {
    if (!fence && endsContainer(before, line)) {
      sections.push({ from, source: text.slice(from, at) })
      from = at
    }
    const ticks = FENCE.exec(line.trimEnd())?.[1] ?? ''
    if (!fence) fence = ticks
    else if (ticks.length >= fence.length) fence = ''
    before = line
    at += line.length
  }
  return [...sections, { from, source: text.slice(from) }]
}

function endsContainer(before: string, line: string): boolean {
  if (line.trim() === '') return false
  if (QUOTE.test(before)) return quoteDepth(line) < quoteDepth(before)
  return isInItem(before) && !isInItem(line) && !QUOTE.test(line)
}

const isInItem = (line: string) => LIST_ITEM.test(line) || CONTINUES_ITEM.test(line)

const quoteDepth = (line: string) => (/^ {0,3}(?:> ?)*/u.exec(line)?.[0].match(/>/gu) ?? []).length
