'use client'

import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Conversation } from '@/lib/messages/schema'
import { isUnread } from './arrange'
import { createSteadyScroll, messageIn, type SteadyScroll } from './steady-scroll'
import { useMarkRead } from './use-mark-read'
import type { ShownMessage } from './use-messages'
import { usePageVisible } from './use-page-visible'

interface Shown {
  messages: readonly ShownMessage[]
  hasNewer: boolean
}

/** Where the reader stands in a conversation, and what they have seen of it. */
export function useReading(conversation: Conversation, { messages, hasNewer }: Shown, viewerId: string, at?: number) {
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const scroll = useRef<SteadyScroll>(null)
  const [readUpTo] = useState(conversation.unread > 0 ? conversation.lastReadSeq : undefined)
  const [isAtBottom, setAtBottom] = useState(false)
  const [seenSeq, setSeenSeq] = useState(conversation.lastReadSeq)
  const newestSeq = messages.findLast(({ seq }) => seq > 0)?.seq ?? 0

  const onBottom = useEffectEvent((now: boolean) => {
    if (isAtBottom && !now) setSeenSeq(newestSeq)
    setAtBottom(now)
  })
  const isWhole = useEffectEvent(() => !hasNewer)
  const found = at === undefined ? undefined : (messages.findLast(({ seq }) => seq > 0 && seq <= at) ?? messages[0])
  const [openAt] = useState(found?.clientId)
  useLayoutEffect(() => {
    if (!pane.current || !content.current) return
    scroll.current = createSteadyScroll(pane.current, content.current, {
      onBottom: (now) => onBottom(now),
      isWhole: () => isWhole(),
      openAt,
    })
    return () => scroll.current?.stop()
  }, [openAt])
  useLayoutEffect(() => {
    if (content.current && openAt !== undefined) messageIn(content.current, openAt)?.setAttribute('data-found', '')
  }, [openAt])
  useLayoutEffect(() => scroll.current?.settle())

  const unsent = messages.filter(({ seq }) => seq === 0).length
  useFollowOwn(unsent, scroll)
  useMarkRead(conversation.id, newestSeq, usePageVisible() && isAtBottom && !hasNewer)
  return {
    pane,
    content,
    readUpTo,
    isAtBottom,
    newBelow: isAtBottom ? 0 : messages.filter(isUnread(viewerId, seenSeq)).length,
    toBottom: (how: 'glide' | 'jump') => scroll.current?.toBottom(how),
  }
}

/** What one sends is seen at once, wherever one was reading. */
function useFollowOwn(unsent: number, scroll: { readonly current: SteadyScroll | null }) {
  const before = useRef(unsent)
  useLayoutEffect(() => {
    if (unsent > before.current) scroll.current?.toBottom('jump')
    before.current = unsent
  }, [unsent, scroll])
}
