'use client'

import { useStrings } from '@/components/strings/use-strings'
import { linkify } from './linkify'

const ADDRESS = 'underline [direction:ltr] [unicode-bidi:isolate-override]'
const HOST = 'ms-1 inline-block rounded-joint bg-current/8 px-1 font-semibold no-underline'

/**
 * Text whose web addresses can be followed. The characters of an address run from left to right whatever surrounds them,
 * so that none reads as another one; the host is added where the text shows a different one.
 */
export function LinkedText({ text }: { text: string }) {
  const strings = useStrings()
  return linkify(text).map(({ text: stretch, href, actualHost }, index) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text never change places.
      <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow" className={ADDRESS}>
        {stretch}
        {actualHost && <b className={HOST}>{strings.messages.leadsTo(actualHost)}</b>}
      </a>
    ) : (
      stretch
    ),
  )
}
