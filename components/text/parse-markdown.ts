import type { Nodes, Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { linkify } from './linkify'
import { splitSections } from './markdown-sections'

type SyntaxExtension = NonNullable<NonNullable<Options['extensions']>[number]>

/** Everything that the parser knows and a message has not: the characters of these stay text. */
const OFF = [
  'autolink',
  'characterEscape', // The shrug would lose its arm.
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
 * Returns the tree of a text's formatting. `text` has no carriage returns and no byte order mark, so offsets count in it.
 * Unlike CommonMark a quote or list ends where its marker or indentation does: the answer below a quote is no part of it.
 */
export function parseMarkdown(text: string): Root {
  const children = splitSections(text).flatMap(({ from, source }) => {
    const tree = fromMarkdown(source, { extensions: [{ disable: { null: OFF } }, addressesOf(source)] })
    return tree.children.map((node) => movedBy(from, node))
  })
  return { type: 'root', children }
}

/** Moves the positions of a tree; it returns the same nodes. */
function movedBy<Node extends Nodes>(offset: number, node: Node): Node {
  if (offset === 0) return node
  for (const point of [node.position?.start, node.position?.end])
    if (point?.offset !== undefined) point.offset += offset
  if ('children' in node) for (const child of node.children) movedBy(offset, child)
  return node
}

/** Keeps the marks within a web address part of it. */
function addressesOf(text: string): SyntaxExtension {
  const ends = endsOfAddresses(text)
  const address: Construct = {
    name: 'address',
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
  return { text: Object.fromEntries(BEGINNINGS.map((code) => [code, address])) }
}

type Constructs = NonNullable<SyntaxExtension['text']>[number]
type Construct = Extract<Constructs, { tokenize: unknown }>
type State = Parameters<Construct['tokenize']>[1]

/** The letters that an address begins with. */
const BEGINNINGS = Array.from('hHwW', (letter) => letter.charCodeAt(0))

/** Where each web address in the text ends, by where it begins. */
function endsOfAddresses(text: string): Map<number, number> {
  const ends = new Map<number, number>()
  let at = 0
  for (const { text: stretch, href } of linkify(text)) {
    if (href) ends.set(at, at + stretch.length)
    at += stretch.length
  }
  return ends
}
