'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useDraftSync } from '@/components/composer/use-drafts'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { useStrings } from '@/components/strings/use-strings'
import { ConversationList } from './conversation-list'

/**
 * The list beside the conversation; on a narrow screen one of them. The list is hidden with `visibility`, so that it
 * keeps its scroll position.
 */
export function ConversationsLayout({ children }: { children: ReactNode }) {
  const strings = useStrings()
  useDraftSync()
  const isOpen = conversationIdFromPath(usePathname()) !== undefined
  return (
    <div className="relative flex min-h-0 min-w-0 grow">
      <div
        className={`flex min-h-0 w-full flex-col md:w-list md:shrink-0 md:border-line md:border-e md:bg-side ${isOpen ? 'max-md:invisible max-md:absolute max-md:inset-0' : ''}`}
      >
        <ConversationList />
      </div>
      <div className={`min-h-0 min-w-0 grow flex-col bg-canvas md:flex ${isOpen ? 'flex' : 'hidden'}`}>
        {isOpen && <h1 className="sr-only md:hidden">{strings.messages.title}</h1>}
        {children}
      </div>
    </div>
  )
}
