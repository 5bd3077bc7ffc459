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
import { useVirtualRows } from '@/components/ui/use-virtual-rows'
import type { Conversation } from '@/lib/conversations/schema'
import { ConversationRow } from './conversation-row'
import { NoConversations } from './no-conversations'
import { useFrozenOrder } from './use-frozen-order'

/** A row of the list before it is measured: the picture and what is around it. */
const ROW_PX = 68
/** Where the list was left, until the page is loaded anew. */
let leftAt = 0

/** All conversations, of which those in sight are there. `pane` is what they scroll in. */
export function ConversationsSidebar({ pane }: { pane: HTMLElement | null }) {
  const strings = useStrings()
  const { conversations, hasMore, loadMore, retry, ...list } = useConversations()
  const state = useLoadState(list.state)
  if (state === 'error') return <FailedState onRetry={retry} />
  if (state === 'loading' || !pane) return <SkeletonRows label={strings.messages.loading} />
  if (conversations.length === 0) return <NoConversations />
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
  pane: HTMLElement
}

function Rows({ conversations, hasMore, pane }: RowsProps) {
  const strings = useStrings()
  const current = conversationIdFromPath(usePathname())
  const { items, hold } = useFrozenOrder(conversations)
  const [offset] = useState(leftAt)
  const { rows, list } = useVirtualRows({ ids: items.map(({ id }) => id), pane, height: ROW_PX, offset })
  useLayoutEffect(() => {
    return () => {
      leftAt = pane.scrollTop
    }
  }, [pane])
  return (
    <ul aria-label={strings.messages.list} className="relative shrink-0" {...list} {...hold}>
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
