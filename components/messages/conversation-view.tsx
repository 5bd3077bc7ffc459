'use client'

import { useEffect, useRef, useState } from 'react'
import { ScreenTitle } from '@/components/shell/screen-title'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FailedState } from '@/components/ui/failed-state'
import { isComposing } from '@/components/ui/input-method'
import { useLoadState } from '@/components/ui/use-load-state'
import { words } from '@/components/words'
import { Composer } from './composer'
import { ConversationHeader } from './conversation-header'
import { ConversationSearch } from './conversation-search'
import { MessageList } from './message-list'
import { OpenConversationContext } from './open-conversation'
import { showList, showNewest } from './paths'
import { SkeletonMessages } from './skeleton-messages'
import { useConversation } from './use-conversation'
import { useMessages } from './use-messages'
import { useOpened } from './use-opened'

interface Props {
  id: string
  /** The seq of the message to show it at. */
  at: number | undefined
}

export function ConversationView({ id, at }: Props) {
  const [isFinding, setFinding] = useState(false)
  const { conversation, retry, ...one } = useConversation(id)
  const list = useMessages(id, at)
  useLeaveForOwn(id, list)
  const { opened, place } = useOpened(id, conversation, list.messages)
  const state = useLoadState(one.state)
  const listState = useLoadState(list.state)
  if (state === 'not_found') return <MissingConversation />
  const retryAll = () => {
    retry()
    list.retry()
  }
  const isFailed = state === 'error' || listState === 'error'
  const waiting = list.messages.filter(({ sending }) => sending === 'queued' || sending === 'sending').length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc belongs to the conversation as a whole.
    <div
      ref={place}
      className="flex min-h-0 grow animate-arrive flex-col md:animate-none"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) showList()
      }}
    >
      <ScreenTitle>{conversation?.peer.displayName ?? words.messages.title}</ScreenTitle>
      <ConversationHeader conversation={conversation} waiting={waiting} onFind={() => setFinding(true)} />
      {isFinding && <ConversationSearch id={id} peer={conversation?.peer} onClose={() => setFinding(false)} />}
      <OpenConversationContext value={opened}>
        {isFailed ? (
          <FailedState onRetry={retryAll} />
        ) : conversation && listState === 'ready' ? (
          <MessageList key={at ?? 'newest'} conversation={conversation} list={list} at={at} />
        ) : (
          <SkeletonMessages />
        )}
        <Composer id={id} conversation={conversation} messages={list.messages} />
      </OpenConversationContext>
    </div>
  )
}

/** What one sends is seen at once, also when one was reading far back. */
function useLeaveForOwn(id: string, { waiting, hasNewer }: ReturnType<typeof useMessages>) {
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting > before.current && hasNewer) showNewest(id)
    before.current = waiting
  }, [id, waiting, hasNewer])
}

function MissingConversation() {
  return (
    <>
      <ScreenTitle>{words.messages.missing}</ScreenTitle>
      <EmptyState
        icon="search"
        title={words.messages.missing}
        action={
          <Button look="quiet" onClick={showList}>
            {words.messages.back}
          </Button>
        }
      >
        {words.messages.missingWhy}
      </EmptyState>
    </>
  )
}
