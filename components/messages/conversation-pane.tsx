'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { ScreenTitle } from '@/components/shell/screen-title'
import { EmptyState } from '@/components/ui/empty-state'
import { words } from '@/components/words'
import { ConversationView } from './conversation-view'
import { conversationIn, messageIn } from './paths'

/** The conversation that the address names, or the invitation to choose one. */
export function ConversationPane() {
  const id = conversationIn(usePathname())
  const at = messageIn(useSearchParams())
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
