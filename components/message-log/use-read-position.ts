'use client'

import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useMarkRead } from '@/components/message-data/use-mark-read'
import type { DisplayMessage, useMessages } from '@/components/message-data/use-messages'
import { usePageVisible } from '@/components/ui/use-page-visible'
import type { Conversation } from '@/lib/conversations/schema'
import { isUnread } from './group-messages'
import { createScrollAnchor, messageIn, type ScrollAnchor } from './scroll-anchor'

/** Manages the scroll position in a conversation, the unread divider and the read receipt. */
export function useReadPosition(
  conversation: Conversation,
  list: ReturnType<typeof useMessages>,
  viewerId: string,
  at?: number,
) {
  const { messages, hasNewer } = list
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const scroll = useRef<ScrollAnchor>(null)
  const [readUpTo] = useState(conversation.unread > 0 ? conversation.lastReadSeq : undefined)
  const [isAtBottom, setAtBottom] = useState(at === undefined && readUpTo === undefined)
  const [seenSeq, setSeenSeq] = useState(conversation.lastReadSeq)
  const newestSeq = messages.findLast(({ seq }) => seq > 0)?.seq ?? 0

  const onBottom = useEffectEvent((now: boolean) => {
    if (isAtBottom && !now) setSeenSeq(newestSeq)
    setAtBottom(now)
    if (now) list.reachBottom()
    else list.leaveBottom()
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
  const unsent = messages.filter(({ seq }) => seq === 0).length
  useScrollToSent(unsent, scroll)
  useLayoutEffect(() => scroll.current?.settle())

  useMarkRead(conversation.id, newestSeq, usePageVisible() && isAtBottom && !hasNewer)
  const loadedBelow = messages.filter(isUnread(viewerId, seenSeq)).length
  return {
    pane,
    content,
    /** The clientId of the message that the conversation opens at; undefined for the end. */
    openAt,
    /** Seq after which the unread divider is; undefined without one among the loaded messages. */
    unreadAbove: useUnreadDivider(messages, newestSeq, viewerId, readUpTo),
    isAtBottom,
    newBelow: isAtBottom ? 0 : hasNewer ? Math.max(conversation.unread, loadedBelow) : loadedBelow,
    toNewest() {
      scroll.current?.toBottom(hasNewer ? 'instant' : 'smooth')
      if (hasNewer) list.showNewest()
    },
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

/**
 * Returns the seq after which the unread divider is. The first unread message stays the same when it is not loaded any
 * more; an earlier one that is loaded later replaces it.
 */
function useUnreadDivider(
  messages: readonly DisplayMessage[],
  newestSeq: number,
  viewerId: string,
  readUpTo: number | undefined,
): number | undefined {
  const [firstSeq, setFirstSeq] = useState(Number.POSITIVE_INFINITY)
  const loaded = readUpTo === undefined ? undefined : messages.find(isUnread(viewerId, readUpTo))
  const first = Math.min(firstSeq, loaded?.seq ?? firstSeq)
  if (first !== firstSeq) setFirstSeq(first)
  const isLoaded = messages[0] !== undefined && messages[0].seq <= first && first <= newestSeq
  return isLoaded ? first - 1 : undefined
}
