import type { Nodes, Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { delimitedSyntax, fromDelimited } from './delimited-syntax'
import { linkify } from './linkify'
import { splitSections } from './markdown-sections'

type SyntaxExtension = NonNullable<NonNullable<Options['extensions']>[number]>

/** Constructs of micromark that messages do not support: their characters stay text. */
const DISABLED_CONSTRUCTS = [
  'autolink',
  'characterEscape', // ¯\_(ツ)_/¯ would lose its backslash.
  'characterReference',
  'codeIndented',
  'definition',
  'hardBreakEscape',
  'headingAtx',
  'htmlFlow',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'setextUnderline',
  'thematicBreak',
]

/**
 * Parses a text as Markdown. `text` must have no carriage returns and no byte order mark, because offsets refer to it.
 * Unlike in CommonMark, a quote or list ends at the first line without marker or indentation: a reply written below a
 * quote is not part of it.
 */
export function parseMarkdown(text: string): Root {
  const children = splitSections(text).flatMap(({ from, source }) => {
    const tree = fromMarkdown(source, {
      extensions: [{ disable: { null: DISABLED_CONSTRUCTS } }, urlSyntax(source), delimitedSyntax(source)],
      mdastExtensions: [fromDelimited],
    })
    return tree.children.map((node) => withOffset(from, node))
  })
  return { type: 'root', children }
}

/** Adds an offset to the positions of a tree, in place, and returns it. */
function withOffset<Node extends Nodes>(offset: number, node: Node): Node {
  if (offset === 0) return node
  for (const point of [node.position?.start, node.position?.end])
    if (point?.offset !== undefined) point.offset += offset
  if ('children' in node) for (const child of node.children) withOffset(offset, child)
  return node
}

/** Returns a micromark extension that reads each URL as text, so that `_` and `*` in it are not formatting. */
function urlSyntax(text: string): SyntaxExtension {
  const ends = urlEnds(text)
  const url: Construct = {
    name: 'url',
    tokenize(effects, ok, nok) {
      const end = ends.get(this.now().offset)
      const inside: State = (code) => {
        if (this.now().offset === end) {
          effects.exit('data')
          return ok(code)
        }
        effects.consume(code)
        return inside
      }
      return (code) => {
        if (end === undefined) return nok(code)
        effects.enter('data')
        return inside(code)
      }
    },
  }
  return { text: Object.fromEntries(FIRST_CHAR_CODES.map((code) => [code, url])) }
}

type Constructs = NonNullable<SyntaxExtension['text']>[number]
type Construct = Extract<Constructs, { tokenize: unknown }>
type State = Parameters<Construct['tokenize']>[1]

/** Character codes of the letters that a URL begins with. */
const FIRST_CHAR_CODES = Array.from('hHwW', (letter) => letter.charCodeAt(0))

/** Returns the end offset of each URL in the text, by its start offset. */
function urlEnds(text: string): Map<number, number> {
  const ends = new Map<number, number>()
  let at = 0
  for (const { text: part, href } of linkify(text)) {
    if (href) ends.set(at, at + part.length)
    at += part.length
  }
  return ends
}
