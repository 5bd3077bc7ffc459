'use client'

import { usePathname } from 'next/navigation'
import { useLayoutEffect, useState } from 'react'
import { FailedState } from '@/components/ui/failed-state'
import { MoreRows } from '@/components/ui/more-rows'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useLoadState } from '@/components/ui/use-load-state'
import { useVirtualRows } from '@/components/ui/use-virtual-rows'
import { words } from '@/components/words'
import type { Conversation } from '@/lib/messages/schema'
import { ConversationRow } from './conversation-row'
import { NoConversations } from './no-conversations'
import { conversationIn } from './paths'
import { useConversations } from './use-conversations'
import { useSteadyOrder } from './use-steady-order'

/** A row of the list before it is measured: the picture and what is around it. */
const ROW_PX = 68
/** Where the list was left, until the page is loaded anew. */
let leftAt = 0

/** All conversations, of which those in sight are there. `pane` is what they scroll in. */
export function Conversations({ pane }: { pane: HTMLElement | null }) {
  const { conversations, hasMore, loadMore, retry, ...list } = useConversations()
  const state = useLoadState(list.state)
  if (state === 'error') return <FailedState onRetry={retry} />
  if (state === 'loading' || !pane) return <SkeletonRows label={words.messages.loading} />
  if (conversations.length === 0) return <NoConversations />
  return (
    <>
      <Rows conversations={conversations} hasMore={hasMore} pane={pane} />
      {hasMore && <MoreRows page={conversations.length} label={words.messages.loading} onReach={loadMore} />}
    </>
  )
}

interface RowsProps {
  conversations: Conversation[]
  hasMore: boolean
  pane: HTMLElement
}

function Rows({ conversations, hasMore, pane }: RowsProps) {
  const current = conversationIn(usePathname())
  const { items, hold } = useSteadyOrder(conversations)
  const [offset] = useState(leftAt)
  const { rows, list } = useVirtualRows({ ids: items.map(({ id }) => id), pane, height: ROW_PX, offset })
  useLayoutEffect(() => {
    return () => {
      leftAt = pane.scrollTop
    }
  }, [pane])
  return (
    <ul aria-label={words.messages.list} className="relative shrink-0" {...list} {...hold}>
      {rows.map(({ key, index, props }) => {
        const conversation = items[index]
        const size = hasMore ? -1 : items.length
        const item = { ...props, 'aria-posinset': index + 1, 'aria-setsize': size }
        return (
          conversation && (
            <ConversationRow key={key} conversation={conversation} current={conversation.id === current} item={item} />
          )
        )
      })}
    </ul>
  )
}
