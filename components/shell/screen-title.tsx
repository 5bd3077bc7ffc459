'use client'

import { useMe } from '@/components/providers/use-me'
import { words } from '@/components/words'

/** The document's title, led by how many messages wait. */
export function ScreenTitle({ children }: { children: string }) {
  const { counts } = useMe()
  return <title>{words.general.title(children, counts.unread)}</title>
}
