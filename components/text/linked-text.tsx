'use client'

import { useStrings } from '@/components/strings/use-strings'
import { useTabIndex } from '@/components/ui/tab-stops'
import { linkify } from './linkify'
import { MarkedText } from './marked-text'

const ADDRESS = 'underline [direction:ltr] [unicode-bidi:isolate-override]'
const HOST = 'ms-1 inline-block rounded-joint bg-current/8 px-1 font-semibold no-underline'

/**
 * Text with links for its URLs. The characters of a URL are shown from left to right in any context, so that no URL
 * looks like another one. If the URL leads to another host than the text shows, that host is added.
 */
export function LinkedText({ text }: { text: string }) {
  return linkify(text).map(({ text: part, href, actualHost }, index) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
      <TextLink key={index} text={part} href={href} actualHost={actualHost} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
      <MarkedText key={index} text={part} />
    ),
  )
}

function TextLink({ text, href, actualHost }: { text: string; href: string; actualHost: string | undefined }) {
  const strings = useStrings()
  const tabIndex = useTabIndex()
  return (
    <a href={href} tabIndex={tabIndex} target="_blank" rel="noopener noreferrer nofollow" className={ADDRESS}>
      <MarkedText text={text} />
      {actualHost && <b className={HOST}>{strings.messages.leadsTo(actualHost)}</b>}
    </a>
  )
}
