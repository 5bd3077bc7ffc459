'use client'

import { type ClipboardEvent, lazy, type ReactNode, Suspense } from 'react'
import { Collapsible } from '@/components/ui/collapsible'
import { mayContainMarkdown } from './detect-markdown'
import { LinkedText } from './linked-text'
import { MarkedQuery } from './marked-text'

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
  /** The search query whose words are marked in the text; empty for none. */
  marked: string
  /** Shown above the text, in the same bubble. */
  leading?: ReactNode
  /** Shown at the end of the last line, where there is space for it. */
  trailing?: ReactNode
}

/**
 * The text of a message in its bubble. When all of it is copied, the clipboard gets the Markdown source. The text is an
 * inline element, so that what follows can share its last line.
 */
export function MessageBody({ id, body, className, marked, leading, trailing }: Props) {
  return (
    <Collapsible
      lines={15}
      dir="auto"
      data-bubble
      opensInFull={marked !== ''} // A match may be in the part that would be cut off.
      className={`flow-root ${className}`}
      trailing={trailing}
    >
      {leading}
      <span id={id} data-body onCopy={(event) => copySource(event, body)}>
        <MarkedQuery value={marked}>
          {mayContainMarkdown(body) ? (
            <Suspense fallback={<LinkedText text={body} />}>
              <RichText text={body} />
            </Suspense>
          ) : (
            <LinkedText text={body} />
          )}
        </MarkedQuery>
      </span>
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
