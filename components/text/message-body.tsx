'use client'

import { type ClipboardEvent, lazy, Suspense } from 'react'
import { Collapsible } from '@/components/ui/collapsible'
import { mayContainMarkdown } from './detect-markdown'
import { LinkedText } from './linked-text'

/** The parser comes with the first message that needs it. Where it cannot come, offline, the marks are shown as written. */
const RichText = lazy(() =>
  import('./rich-text').then(
    ({ RichText }) => ({ default: RichText }),
    () => ({ default: LinkedText }),
  ),
)

interface Props {
  id: string
  body: string
  className: string
  title: string
}

/** What a message says. Copied as a whole it is what was written. */
export function MessageBody({ body, ...rest }: Props) {
  return (
    <Collapsible {...rest} lines={32} dir="auto" data-body onCopy={(event) => copySource(event, body)}>
      {mayContainMarkdown(body) ? (
        <Suspense fallback={<LinkedText text={body} />}>
          <RichText text={body} />
        </Suspense>
      ) : (
        <LinkedText text={body} />
      )}
    </Collapsible>
  )
}

function copySource(event: ClipboardEvent<HTMLElement>, source: string) {
  const selected = withoutSpace(getSelection()?.toString() ?? '')
  if (selected !== withoutSpace(event.currentTarget.textContent)) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', source)
}

/** Lines and gaps between blocks are not the same in a selection as in the tree. */
const withoutSpace = (text: string) => text.replace(/\s+/gu, '')
