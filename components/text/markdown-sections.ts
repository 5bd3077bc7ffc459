/** A part of a text that is parsed as Markdown by itself. */
interface Section {
  /** Offset of its start in the text. */
  from: number
  source: string
}

const FENCE = /^ {0,3}(`{3,})[^`]*$/u
const QUOTE = /^ {0,3}>(?=[\s>])/u
const LIST_ITEM = /^ {0,3}(?:[-*]|\d{1,9}\.)[ \t]+\S/u
const CONTINUES_ITEM = /^(?: {2}|\t)/u

/**
 * Splits a text where CommonMark would continue a quote or list item with a line without marker or indentation ("lazy
 * continuation"), and where the nesting depth of a quote decreases. The sources of the sections, joined, are the text.
 */
export function splitSections(text: string): Section[] {
  const sections: Section[] = []
  let from = 0
  let at = 0
  let previous = ''
  let fence = ''
  for (const line of text.split(/(?<=\n)/u)) {
    if (!fence && endsContainer(previous, line)) {
      sections.push({ from, source: text.slice(from, at) })
      from = at
    }
    const ticks = FENCE.exec(line.trimEnd())?.[1] ?? ''
    if (!fence) fence = ticks
    else if (ticks.length >= fence.length) fence = ''
    previous = line
    at += line.length
  }
  return [...sections, { from, source: text.slice(from) }]
}

function endsContainer(previous: string, line: string): boolean {
  if (line.trim() === '') return false
  if (QUOTE.test(previous)) return quoteDepth(line) < quoteDepth(previous)
  return isInItem(previous) && !isInItem(line) && !QUOTE.test(line)
}

const isInItem = (line: string) => LIST_ITEM.test(line) || CONTINUES_ITEM.test(line)

const quoteDepth = (line: string) => (/^ {0,3}(?:> ?)*/u.exec(line)?.[0].match(/>/gu) ?? []).length
