'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { conversationIdFromPath, messageSeqFromQuery, repeatedJumps } from '@/components/conversation-data/paths'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { EmptyState } from '@/components/ui/empty-state'
import { ConversationView } from './conversation-view'

/** The conversation named in the URL, or a hint to choose one. */
export function ConversationPane() {
  const strings = useStrings()
  const id = conversationIdFromPath(usePathname())
  const at = messageSeqFromQuery(useSearchParams())
  const jump = useSyncExternalStore(repeatedJumps.subscribe, repeatedJumps.get, () => 0)
  if (id !== undefined) return <ConversationView key={id} id={id} at={at} jump={jump} />
  return (
    <>
      <ScreenTitle>{strings.messages.title}</ScreenTitle>
      <EmptyState icon="messages" title={strings.messages.choose}>
        {strings.messages.chooseWhy}
      </EmptyState>
    </>
  )
}
