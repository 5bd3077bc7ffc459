'use client'

import { useStrings } from '@/components/strings/use-strings'
import { useMe } from '@/components/sync/use-me'
import { badgeCount } from './badge-count'

/** Title of the document with the count. */
export function ScreenTitle({ children }: { children: string }) {
  const strings = useStrings()
  const { counts } = useMe()
  return <title>{strings.general.title(children, badgeCount(counts))}</title>
}
