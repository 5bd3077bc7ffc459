'use client'

import { createContext, useContext } from 'react'
import { matchesIn, splitAtMatches } from './matches'

/** The search query whose words are marked in the texts below; empty for none. */
export const MarkedQuery = createContext('')

/** Text in which the words of a search are marked. */
export function MarkedText({ text }: { text: string }) {
  const query = useContext(MarkedQuery)
  if (query === '') return text
  return splitAtMatches(text, matchesIn(text, query)).map(({ text: part, isMatch }, index) =>
    isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order.
      <mark key={index} className="rounded-joint bg-mark text-on-mark">
        {part}
      </mark>
    ) : (
      part
    ),
  )
}
