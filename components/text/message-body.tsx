'use client'

import { type ClipboardEvent, lazy, Suspense } from 'react'
import { Collapsible } from '@/components/ui/collapsible'
import { mayContainMarkdown } from './detect-markdown'
import { LinkedText } from './linked-text'

/** Loads the parser for the first message that needs it. If that fails, as offline, the text is shown as written. */
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

/** The text of a message. When all of it is copied, the clipboard gets the Markdown source. */
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

/** Removes white space: line breaks and gaps between blocks differ between a selection and `textContent`. */
const withoutSpace = (text: string) => text.replace(/\s+/gu, '')
