'use client'

import { useMe } from '@/components/providers/use-me'
import { words } from '@/components/words'
import { waitingIn } from './waiting'

/** The document's title, led by how much is new. */
export function ScreenTitle({ children }: { children: string }) {
  const { counts } = useMe()
  return <title>{words.general.title(children, waitingIn(counts))}</title>
}
