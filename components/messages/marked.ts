import type { Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { linked } from './linked'

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

/** The tree of a text's marks. `text` has no carriage returns and no byte order mark, so offsets count in it. */
export const marksOf = (text: string): Root =>
  fromMarkdown(text, { extensions: [{ disable: { null: OFF } }, addressesOf(text)] })

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
  return { text: { [H]: address, [CAPITAL_H]: address } }
}

type Constructs = NonNullable<SyntaxExtension['text']>[number]
type Construct = Extract<Constructs, { tokenize: unknown }>
type State = Parameters<Construct['tokenize']>[1]

/** The letters that an address begins with. */
const [H, CAPITAL_H] = [0x68, 0x48]

/** Where each web address in the text ends, by where it begins. */
function endsOfAddresses(text: string): Map<number, number> {
  const ends = new Map<number, number>()
  let at = 0
  for (const { text: stretch, href } of linked(text)) {
    if (href) ends.set(at, at + stretch.length)
    at += stretch.length
  }
  return ends
}
