import type { Data, Delete, Parent, PhrasingContent } from 'mdast'
import type { Extension as FromMarkdownExtension, Options } from 'mdast-util-from-markdown'

type SyntaxExtension = NonNullable<NonNullable<Options['extensions']>[number]>
type Constructs = NonNullable<SyntaxExtension['text']>[number]
type Construct = Extract<Constructs, { tokenize: unknown }>
type State = Parameters<Construct['tokenize']>[1]

/** Text that is hidden until the reader asks for it. */
interface Spoiler extends Parent {
  type: 'spoiler'
  children: PhrasingContent[]
  data?: Data
}

declare module 'mdast' {
  interface PhrasingContentMap {
    spoiler: Spoiler
  }
  interface RootContentMap {
    spoiler: Spoiler
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    delimited: 'delimited'
    delimitedMarker: 'delimitedMarker'
  }
}

/** `~~struck~~` and `||hidden||`, on one line, with no space inside the markers. */
const DELIMITED = /(~~|\|\|)(?=[^\s~|])(?:(?!\1)[^\n])*?[^\s~|]\1(?![~|])/gu

const MARKER_LENGTH = 2
const [TILDE, BAR] = ['~'.charCodeAt(0), '|'.charCodeAt(0)]

/** Returns a micromark extension for both, with other formatting inside. */
export function delimitedSyntax(source: string): SyntaxExtension {
  const ends = new Map(
    [...source.matchAll(DELIMITED)]
      .filter(({ index }) => !/[~|\\]/u.test(source[index - 1] ?? ''))
      .map(({ index, 0: text }) => [index, index + text.length]),
  )
  const delimited: Construct = {
    name: 'delimited',
    tokenize(effects, ok, nok) {
      const start = this.now().offset
      const end = ends.get(start)
      if (end === undefined) return nok
      const contentEnd = end - MARKER_LENGTH
      const opening: State = (code) => {
        effects.consume(code)
        if (this.now().offset < start + MARKER_LENGTH) return opening
        effects.exit('delimitedMarker')
        effects.enter('chunkText', { contentType: 'text' })
        return content
      }
      const content: State = (code) => {
        effects.consume(code)
        if (this.now().offset < contentEnd) return content
        effects.exit('chunkText')
        effects.enter('delimitedMarker')
        return closing
      }
      const closing: State = (code) => {
        effects.consume(code)
        if (this.now().offset < end) return closing
        effects.exit('delimitedMarker')
        effects.exit('delimited')
        return ok
      }
      return (code) => {
        effects.enter('delimited')
        effects.enter('delimitedMarker')
        return opening(code)
      }
    },
  }
  return { text: { [TILDE]: delimited, [BAR]: delimited } }
}

/** Makes `delete` and `spoiler` nodes of the tokens. */
export const fromDelimited: FromMarkdownExtension = {
  canContainEols: ['delete', 'spoiler'],
  enter: {
    delimited(token) {
      const isSpoiler = this.sliceSerialize(token).startsWith('|')
      const node: Delete | Spoiler = { type: isSpoiler ? 'spoiler' : 'delete', children: [] }
      this.enter(node, token)
    },
  },
  exit: {
    delimited(token) {
      this.exit(token)
    },
  },
}
