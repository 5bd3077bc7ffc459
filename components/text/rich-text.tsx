import type { BlockContent, DefinitionContent, List, ListItem, Nodes, PhrasingContent } from 'mdast'
import { Fragment, type ReactNode } from 'react'
import { CodeBlock } from './code-block'
import { LinkedText } from './linked-text'
import { MarkedText } from './marked-text'
import { parseMarkdown } from './parse-markdown'
import { SpoilerText } from './spoiler-text'

/** Formatting nested deeper than this is shown as written. */
const MAX_DEPTH = 8

type Block = BlockContent | DefinitionContent | ListItem

/** The parsed text, and the depth of the current node in its tree. */
interface TreeContext {
  source: string
  depth: number
}

/** A message with its Markdown formatted: bold, italic, struck, hidden, code, quotes and lists. Everything else is text. */
export function RichText({ text }: { text: string }) {
  const source = text.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n')
  return blocks(parseMarkdown(source).children as Block[], { source, depth: 0 }) // The root has block nodes only.
}

/** Between two paragraphs the white space is shown as written; around other blocks there is a fixed gap. */
function blocks(nodes: readonly Block[], context: TreeContext): ReactNode {
  let end = 0
  return nodes.map((node, index) => {
    const [start, previous] = [startOf(node), nodes[index - 1]]
    const gap =
      isText(node, context) && (!previous || isText(previous, context)) ? context.source.slice(end, start) : ''
    end = endOf(node)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
      <BlockView key={index} node={node} gap={context.depth === 0 ? gap : ''} context={context} />
    )
  })
}

function BlockView({ node, gap, context }: { node: Block; gap: string; context: TreeContext }): ReactNode {
  if (!isIntended(node, context)) return <LinkedText text={gap + sourceOf(node, context)} />
  const childContext = { ...context, depth: context.depth + 1 }
  switch (node.type) {
    case 'blockquote':
      return (
        <blockquote className="my-1 border-current/40 border-s-2 ps-2">
          {blocks(node.children, childContext)}
        </blockquote>
      )
    case 'list':
      return <ListView list={node} context={childContext} />
    case 'code':
      return <CodeBlock code={node.value} />
    case 'paragraph':
      return context.depth === 0 ? (
        <>
          {gap}
          <Inline nodes={node.children} context={context} keepsSpaces />
        </>
      ) : (
        <p>
          <Inline nodes={node.children} context={context} />
        </p>
      )
    default:
      return <LinkedText text={gap + sourceOf(node, context)} />
  }
}

function ListView({ list, context }: { list: List; context: TreeContext }) {
  const items = list.children.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
    <li key={index} value={list.ordered ? Number.parseInt(sourceOf(item, context), 10) : undefined}>
      {blocks(item.children, context)}
    </li>
  ))
  return list.ordered ? (
    <ol className="my-1 list-decimal ps-7">{items}</ol>
  ) : (
    <ul className="my-1 list-disc ps-5">{items}</ul>
  )
}

interface InlineProps {
  nodes: readonly PhrasingContent[]
  context: TreeContext
  /** The nodes belong to a top-level paragraph: white space that the parser drops is kept. */
  keepsSpaces?: boolean
}

function Inline({ nodes, context, keepsSpaces = false }: InlineProps): ReactNode {
  let end = nodes[0] ? startOf(nodes[0]) : 0
  return nodes.map((node, index) => {
    const gap = keepsSpaces ? context.source.slice(end, startOf(node)) : ''
    end = endOf(node)
    const text = node.type === 'text' && !keepsSpaces ? node.value : sourceOf(node, context)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
      <Fragment key={index}>
        {gap}
        <InlineView node={node} text={text} context={context} keepsSpaces={keepsSpaces} />
      </Fragment>
    )
  })
}

function InlineView(props: { node: PhrasingContent; text: string; context: TreeContext; keepsSpaces: boolean }) {
  const { node, text, context, keepsSpaces } = props
  const childContext = { ...context, depth: context.depth + 1 }
  if (!isIntended(node, context)) return <LinkedText text={text} />
  switch (node.type) {
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inline nodes={node.children} context={childContext} keepsSpaces={keepsSpaces} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inline nodes={node.children} context={childContext} keepsSpaces={keepsSpaces} />
        </em>
      )
    case 'delete':
      return (
        <del>
          <Inline nodes={node.children} context={childContext} keepsSpaces={keepsSpaces} />
        </del>
      )
    case 'spoiler':
      return (
        <SpoilerText>
          <Inline nodes={node.children} context={childContext} keepsSpaces={keepsSpaces} />
        </SpoilerText>
      )
    case 'inlineCode':
      return (
        <code className="rounded-joint bg-current/8 px-1 font-mono text-small">
          <MarkedText text={node.value} />
        </code>
      )
    case 'break':
      return '\n'
    default:
      return <LinkedText text={text} />
  }
}

/** A letter or digit of a script with spaces between words. Formatting does not begin or end next to one. */
const LETTER = String.raw`[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_]`
const JOINED_BEFORE = new RegExp(String.raw`(?:${LETTER}|${LETTER}[./@=)\]]|\\)$`, 'u')
const JOINED_AFTER = new RegExp(`^(?:${LETTER}|[./@=([]${LETTER})`, 'u')

/** List markers that are shown as typed. */
const LIST_MARKER = /^(?:[-*]|(?:0|[1-9]\d*)\.)\s/u

/**
 * Returns whether formatting is intended: not too deep, not empty, not an emoticon like `>_<`, not within a word, file
 * name or formula such as `2*3*4` and `__init__.py`, and not after a backslash.
 */
function isIntended(node: Nodes, context: TreeContext): boolean {
  const { source, depth } = context
  if (depth >= MAX_DEPTH) return false
  switch (node.type) {
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'spoiler':
      return (
        !JOINED_BEFORE.test(source.slice(0, startOf(node)).slice(-2)) && !JOINED_AFTER.test(source.slice(endOf(node)))
      )
    case 'blockquote':
      return node.children.length > 0 && /[\s>]/u.test(source[startOf(node) + 1] ?? '')
    case 'list':
      return node.children.every((item) => item.children.length > 0 && LIST_MARKER.test(sourceOf(item, context)))
    case 'code':
      return node.value.trim() !== '' && source[startOf(node)] === '`'
    default:
      return true
  }
}

const isText = (node: Block, context: TreeContext) => node.type === 'paragraph' || !isIntended(node, context)
const startOf = ({ position }: Nodes) => position?.start.offset ?? 0
const endOf = ({ position }: Nodes) => position?.end.offset ?? 0
const sourceOf = (node: Nodes, { source }: TreeContext) => source.slice(startOf(node), endOf(node))
