'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { conversationIdFromPath, messageSeqFromQuery } from '@/components/conversation-data/paths'
import { ScreenTitle } from '@/components/screen/screen-title'
import { words } from '@/components/strings/en'
import { EmptyState } from '@/components/ui/empty-state'
import { ConversationView } from './conversation-view'

/** The conversation that the address names, or the invitation to choose one. */
export function ConversationPane() {
  const id = conversationIdFromPath(usePathname())
  const at = messageSeqFromQuery(useSearchParams())
  if (id !== undefined) return <ConversationView key={id} id={id} at={at} />
  return (
    <>
      <ScreenTitle>{words.messages.title}</ScreenTitle>
      <EmptyState icon="messages" title={words.messages.choose}>
        {words.messages.chooseWhy}
      </EmptyState>
    </>
  )
}
