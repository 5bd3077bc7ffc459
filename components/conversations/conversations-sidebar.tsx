'use client'

import { usePathname } from 'next/navigation'
import { useLayoutEffect, useState } from 'react'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useFrozenOrder } from '@/components/ui/use-frozen-order'
import { useVirtualRows } from '@/components/ui/use-virtual-rows'
import type { Conversation } from '@/lib/conversations/schema'
import { ConversationRow } from './conversation-row'
import { useWithOpenConversation } from './use-with-open-conversation'

/** Estimated height of a row before it is measured: the picture and its padding. */
const ROW_HEIGHT_PX = 68
/** Last scroll position in px, until the page is reloaded. */
let lastScrollTop = 0

/** All conversations as a virtualized list: only visible rows are rendered. `pane` is the element that scrolls. */
export function ConversationsSidebar({ pane }: { pane: HTMLElement | null }) {
  const strings = useStrings()
  const { conversations: listed, hasMore, loadMore, retry, ...list } = useConversations()
  const conversations = useWithOpenConversation(listed)
  const state = useLoadState(list.state)
  if (state === 'error') return <FailedState onRetry={retry} />
  if (state === 'loading') return <SkeletonRows label={strings.messages.loading} />
  return (
    <>
      <Rows conversations={conversations} hasMore={hasMore} pane={pane} />
      {hasMore && <LoadMore page={conversations.length} label={strings.messages.loading} onReach={loadMore} />}
    </>
  )
}

interface RowsProps {
  conversations: Conversation[]
  hasMore: boolean
  pane: HTMLElement | null
}

function Rows({ conversations, hasMore, pane }: RowsProps) {
  const strings = useStrings()
  const current = conversationIdFromPath(usePathname())
  const { items, pointerHandlers } = useFrozenOrder(conversations)
  const [offset] = useState(lastScrollTop)
  const { rows, list } = useVirtualRows({ ids: items.map(({ id }) => id), pane, height: ROW_HEIGHT_PX, offset })
  useLayoutEffect(() => {
    return () => {
      if (pane) lastScrollTop = pane.scrollTop
    }
  }, [pane])
  return (
    <ul aria-label={strings.messages.list} className="relative shrink-0" {...list} {...pointerHandlers}>
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
