'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useDraftSync } from '@/components/composer/use-drafts'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { ScreenHeader } from '@/components/screen/screen-header'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { ConversationList } from './conversation-list'
import { NoConversations } from './no-conversations'

const QuickSwitcher = lazyDialog(() => import('@/components/shell/quick-switcher').then((file) => file.QuickSwitcher))

/** The list beside the conversation, or one screen for somebody who has no conversation yet. */
export function ConversationsLayout({ children }: { children: ReactNode }) {
  useDraftSync()
  const [composing, setComposing] = useState(false)
  const isOpen = conversationIdFromPath(usePathname()) !== undefined
  const { conversations, state } = useConversations()
  const isEmpty = state === 'ready' && conversations.length === 0 && !isOpen
  const compose = () => setComposing(true)
  return (
    <>
      {isEmpty ? (
        <EmptyScreen onCompose={compose} />
      ) : (
        <TwoPanes isOpen={isOpen} onCompose={compose}>
          {children}
        </TwoPanes>
      )}
      <QuickSwitcher friendsOnly open={composing} onClose={() => setComposing(false)} />
    </>
  )
}

function EmptyScreen({ onCompose }: { onCompose(): void }) {
  const strings = useStrings()
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col overflow-y-auto">
      <ScreenTitle>{strings.messages.title}</ScreenTitle>
      <ScreenHeader title={strings.messages.title} />
      <NoConversations onCompose={onCompose} />
    </div>
  )
}

interface PanesProps {
  isOpen: boolean
  onCompose(): void
  children: ReactNode
}

/**
 * The list and the conversation; on a narrow screen one of them. The list is hidden with `visibility`, so that it keeps
 * its scroll position.
 */
function TwoPanes({ isOpen, onCompose, children }: PanesProps) {
  const strings = useStrings()
  return (
    <div className="relative flex min-h-0 min-w-0 grow">
      <div
        className={`flex min-h-0 w-full flex-col md:w-list md:shrink-0 md:border-line md:border-e md:bg-side ${isOpen ? 'max-md:invisible max-md:absolute max-md:inset-0' : ''}`}
      >
        <ConversationList onCompose={onCompose} />
      </div>
      <div className={`min-h-0 min-w-0 grow flex-col bg-canvas md:flex ${isOpen ? 'flex' : 'hidden'}`}>
        {isOpen && <h1 className="sr-only md:hidden">{strings.messages.title}</h1>}
        {children}
      </div>
    </div>
  )
}
