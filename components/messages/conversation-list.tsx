'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { ScreenHeader } from '@/components/shell/screen-header'
import { iconButtonLook } from '@/components/ui/button-looks'
import { FailedState } from '@/components/ui/failed-state'
import { Icon } from '@/components/ui/icon'
import { MoreRows } from '@/components/ui/more-rows'
import { SearchField } from '@/components/ui/search-field'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useLoadState } from '@/components/ui/use-load-state'
import { useRows } from '@/components/ui/use-rows'
import { useSettled } from '@/components/ui/use-settled'
import { words } from '@/components/words'
import { ConversationRow } from './conversation-row'
import { NoConversations } from './no-conversations'
import { conversationIn } from './paths'
import { useConversations } from './use-conversations'
import { useSteadyOrder } from './use-steady-order'

export function ConversationList() {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed)
  return (
    <>
      <ScreenHeader
        title={words.messages.title}
        action={
          <Link
            href="/friends"
            aria-label={words.messages.compose}
            title={words.messages.compose}
            className={iconButtonLook('muted')}
          >
            <Icon name="compose" className="size-5" />
          </Link>
        }
      />
      <search className="px-4 pb-2">
        <SearchField label={words.messages.search} value={typed} onChange={setTyped} />
      </search>
      <div className="flex min-h-0 grow flex-col overflow-y-auto pb-2">
        <Rows q={q} />
      </div>
    </>
  )
}

function Rows({ q }: { q: string }) {
  const current = conversationIn(usePathname())
  const { conversations, hasMore, loadMore, retry, ...list } = useConversations(q)
  const state = useLoadState(list.state)
  const rows = useRows(conversations.length)
  const { items, hold } = useSteadyOrder(conversations)
  if (state === 'loading') return <SkeletonRows label={words.messages.loading} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (conversations.length === 0) return <NoConversations q={q} />
  return (
    <>
      <ul aria-label={words.messages.list} {...rows} {...hold}>
        {items.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
        ))}
      </ul>
      {hasMore && <MoreRows page={conversations.length} label={words.messages.loading} onReach={loadMore} />}
    </>
  )
}
