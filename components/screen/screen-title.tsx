'use client'

import { words } from '@/components/strings/en'
import { useMe } from '@/components/sync/use-me'
import { badgeCount } from './badge-count'

/** The document's title, led by how much is new. */
export function ScreenTitle({ children }: { children: string }) {
  const { counts } = useMe()
  return <title>{words.general.title(children, badgeCount(counts))}</title>
}
