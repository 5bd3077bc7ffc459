import type { BlockContent, Code, DefinitionContent, List, ListItem, Nodes, PhrasingContent } from 'mdast'
import { Fragment, type ReactNode } from 'react'
import { LinkedText } from './linked-text'
import { parseMarkdown } from './parse-markdown'

/** Deeper than this what is within stays as it was written. */
const DEEPEST = 8

type Block = BlockContent | DefinitionContent | ListItem

/** A place in the tree: the text it was read from, and how many nodes stand above. */
interface Place {
  source: string
  depth: number
}

/** A message's text with its marks shown: bold, italic, code, quotes and lists. Everything else is text. */
export function RichText({ text }: { text: string }) {
  const source = text.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n')
  return blocks(parseMarkdown(source).children as Block[], { source, depth: 0 }) // The root of a message holds blocks only.
}

/** Paragraphs that follow each other keep between them what was written there; around other blocks is a gap. */
function blocks(nodes: readonly Block[], place: Place): ReactNode {
  let end = 0
  return nodes.map((node, index) => {
    const [start, before] = [startOf(node), nodes[index - 1]]
    const gap = isText(node, place) && (!before || isText(before, place)) ? place.source.slice(end, start) : ''
    end = endOf(node)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
      <BlockView key={index} node={node} gap={place.depth === 0 ? gap : ''} place={place} />
    )
  })
}

function BlockView({ node, gap, place }: { node: Block; gap: string; place: Place }): ReactNode {
  if (!isMeant(node, place)) return <LinkedText text={gap + sourceOf(node, place)} />
  const within = { ...place, depth: place.depth + 1 }
  switch (node.type) {
    case 'blockquote':
      return <blockquote className="my-1 border-current/40 border-s-2 ps-2">{blocks(node.children, within)}</blockquote>
    case 'list':
      return <ListView list={node} place={within} />
    case 'code':
      return <CodeBlock code={node} />
    case 'paragraph':
      return place.depth === 0 ? (
        <>
          {gap}
          <Inline nodes={node.children} place={place} isWhole />
        </>
      ) : (
        <p>
          <Inline nodes={node.children} place={place} />
        </p>
      )
    default:
      return <LinkedText text={gap + sourceOf(node, place)} />
  }
}

function ListView({ list, place }: { list: List; place: Place }) {
  const items = list.children.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
    <li key={index} value={list.ordered ? Number.parseInt(sourceOf(item, place), 10) : undefined}>
      {blocks(item.children, place)}
    </li>
  ))
  return list.ordered ? (
    <ol className="my-1 list-decimal ps-7">{items}</ol>
  ) : (
    <ul className="my-1 list-disc ps-5">{items}</ul>
  )
}

function CodeBlock({ code }: { code: Code }) {
  return (
    <pre dir="ltr" className="my-1 whitespace-pre-wrap rounded-joint bg-current/8 px-2 py-1 font-mono text-small">
      <code>{code.value}</code>
    </pre>
  )
}

interface InlineProps {
  nodes: readonly PhrasingContent[]
  place: Place
  /** Nothing stands around these but the message: they keep the spaces that the parser leaves out. */
  isWhole?: boolean
}

function Inline({ nodes, place, isWhole = false }: InlineProps): ReactNode {
  let end = nodes[0] ? startOf(nodes[0]) : 0
  return nodes.map((node, index) => {
    const gap = isWhole ? place.source.slice(end, startOf(node)) : ''
    end = endOf(node)
    const text = node.type === 'text' && !isWhole ? node.value : sourceOf(node, place)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
      <Fragment key={index}>
        {gap}
        <InlineView node={node} text={text} place={place} isWhole={isWhole} />
      </Fragment>
    )
  })
}

function InlineView(props: { node: PhrasingContent; text: string; place: Place; isWhole: boolean }) {
  const { node, text, place, isWhole } = props
  const within = { ...place, depth: place.depth + 1 }
  if (!isMeant(node, place)) return <LinkedText text={text} />
  switch (node.type) {
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inline nodes={node.children} place={within} isWhole={isWhole} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inline nodes={node.children} place={within} isWhole={isWhole} />
        </em>
      )
    case 'inlineCode':
      return <code className="rounded-joint bg-current/8 px-1 font-mono text-small">{node.value}</code>
    case 'break':
      return '\n'
    default:
      return <LinkedText text={text} />
  }
}

/** A letter or digit of a script that writes spaces between words: formatting begins and ends beside none. */
const LETTER = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_]`
const JOINED_BEFORE = new RegExp(String.raw`(?:${LETTER}|${LETTER}[./@=)\]]|\\)$`, 'u')
const JOINED_AFTER = new RegExp(`^(?:${LETTER}|[./@=([]${LETTER})`, 'u')

/** What is typed for a bullet or a number and shown as it was typed. */
const LIST_MARKER = /^(?:[-*]|(?:0|[1-9]\d*)\.)\s/u

/**
 * Whether formatting is meant: not too deep, not empty, not a face with a nose like `>_<`, not within a word, a file name
 * or a formula such as `2*3*4` and `__init__.py`, and not behind a backslash.
 */
function isMeant(node: Nodes, place: Place): boolean {
  const { source, depth } = place
  if (depth >= DEEPEST) return false
  switch (node.type) {
    case 'emphasis':
    case 'strong':
      return (
        !JOINED_BEFORE.test(source.slice(0, startOf(node)).slice(-2)) && !JOINED_AFTER.test(source.slice(endOf(node)))
      )
    case 'blockquote':
      return node.children.length > 0 && /[\s>]/u.test(source[startOf(node) + 1] ?? '')
    case 'list':
      return node.children.every((item) => item.children.length > 0 && LIST_MARKER.test(sourceOf(item, place)))
    case 'code':
      return node.value.trim() !== '' && source[startOf(node)] === '`'
    default:
      return true
  }
}

const isText = (node: Block, place: Place) => node.type === 'paragraph' || !isMeant(node, place)
const startOf = ({ position }: Nodes) => position?.start.offset ?? 0
const endOf = ({ position }: Nodes) => position?.end.offset ?? 0
const sourceOf = (node: Nodes, { source }: Place) => source.slice(startOf(node), endOf(node))
