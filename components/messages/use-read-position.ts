'use client'

import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useMarkRead } from '@/components/message-data/use-mark-read'
import type { DisplayMessage } from '@/components/message-data/use-messages'
import { usePageVisible } from '@/components/ui/use-page-visible'
import type { Conversation } from '@/lib/conversations/schema'
import { isUnread } from './group-messages'
import { createScrollAnchor, messageIn, type ScrollAnchor } from './scroll-anchor'

interface LoadedMessages {
  messages: readonly DisplayMessage[]
  hasNewer: boolean
}

/** Manages the scroll position in a conversation, the unread divider and the read receipt. */
export function useReadPosition(
  conversation: Conversation,
  { messages, hasNewer }: LoadedMessages,
  viewerId: string,
  at?: number,
) {
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const scroll = useRef<ScrollAnchor>(null)
  const [readUpTo] = useState(conversation.unread > 0 ? conversation.lastReadSeq : undefined)
  const [isAtBottom, setAtBottom] = useState(false)
  const [seenSeq, setSeenSeq] = useState(conversation.lastReadSeq)
  const newestSeq = messages.findLast(({ seq }) => seq > 0)?.seq ?? 0

  const onBottom = useEffectEvent((now: boolean) => {
    if (isAtBottom && !now) setSeenSeq(newestSeq)
    setAtBottom(now)
  })
  const hasNewest = useEffectEvent(() => !hasNewer)
  const found = at === undefined ? undefined : (messages.findLast(({ seq }) => seq > 0 && seq <= at) ?? messages[0])
  const [openAt] = useState(found?.clientId)
  useLayoutEffect(() => {
    if (!pane.current || !content.current) return
    scroll.current = createScrollAnchor(pane.current, content.current, {
      onBottom: (now) => onBottom(now),
      hasNewest: () => hasNewest(),
      openAt,
    })
    return () => scroll.current?.stop()
  }, [openAt])
  useLayoutEffect(() => {
    if (content.current && openAt !== undefined) messageIn(content.current, openAt)?.setAttribute('data-found', '')
  }, [openAt])
  useLayoutEffect(() => scroll.current?.settle())

  const unsent = messages.filter(({ seq }) => seq === 0).length
  useScrollToSent(unsent, scroll)
  useMarkRead(conversation.id, newestSeq, usePageVisible() && isAtBottom && !hasNewer)
  return {
    pane,
    content,
    readUpTo,
    isAtBottom,
    newBelow: isAtBottom ? 0 : messages.filter(isUnread(viewerId, seenSeq)).length,
    toBottom: (behavior: 'smooth' | 'instant') => scroll.current?.toBottom(behavior),
  }
}

/** Scrolls to the bottom when the viewer has sent a message. */
function useScrollToSent(unsent: number, scroll: { readonly current: ScrollAnchor | null }) {
  const before = useRef(unsent)
  useLayoutEffect(() => {
    if (unsent > before.current) scroll.current?.toBottom('instant')
    before.current = unsent
  }, [unsent, scroll])
}
