'use client'

import { useEffect, useRef, useState } from 'react'
import { Composer } from '@/components/composer/composer'
import { navigateToList, navigateToNewest } from '@/components/conversation-data/paths'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { ConversationContext } from '@/components/messages/conversation-context'
import { MessageList } from '@/components/messages/message-list'
import { SkeletonMessages } from '@/components/messages/skeleton-messages'
import { useMessages } from '@/components/messages/use-messages'
import { FailedState } from '@/components/screen/failed-state'
import { ScreenTitle } from '@/components/screen/screen-title'
import { ConversationSearch } from '@/components/search/conversation-search'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { isComposing } from '@/components/ui/input-method'
import { ConversationHeader } from './conversation-header'
import { useConversationScreen } from './use-conversation-screen'

interface Props {
  id: string
  /** The seq of the message to show it at. */
  at: number | undefined
}

export function ConversationView({ id, at }: Props) {
  const strings = useStrings()
  const [isFinding, setFinding] = useState(false)
  const { conversation, retry, ...one } = useConversation(id)
  const list = useMessages(id, at)
  useLeaveForOwn(id, list)
  const { opened, place } = useConversationScreen(id, conversation, list.messages)
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
        if (event.key === 'Escape' && !isComposing(event)) navigateToList()
      }}
    >
      <ScreenTitle>{conversation?.peer.displayName ?? strings.messages.title}</ScreenTitle>
      <ConversationHeader conversation={conversation} waiting={waiting} onFind={() => setFinding(true)} />
      {isFinding && <ConversationSearch id={id} peer={conversation?.peer} onClose={() => setFinding(false)} />}
      <ConversationContext value={opened}>
        {isFailed ? (
          <FailedState onRetry={retryAll} />
        ) : conversation && listState === 'ready' ? (
          <MessageList key={at ?? 'newest'} conversation={conversation} list={list} at={at} />
        ) : (
          <SkeletonMessages />
        )}
        <Composer id={id} conversation={conversation} messages={list.messages} />
      </ConversationContext>
    </div>
  )
}

/** What one sends is seen at once, also when one was reading far back. */
function useLeaveForOwn(id: string, { waiting, hasNewer }: ReturnType<typeof useMessages>) {
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting > before.current && hasNewer) navigateToNewest(id)
    before.current = waiting
  }, [id, waiting, hasNewer])
}

function MissingConversation() {
  const strings = useStrings()
  return (
    <>
      <ScreenTitle>{strings.messages.missing}</ScreenTitle>
      <EmptyState
        icon="search"
        title={strings.messages.missing}
        action={
          <Button variant="quiet" onClick={navigateToList}>
            {strings.messages.back}
          </Button>
        }
      >
        {strings.messages.missingWhy}
      </EmptyState>
    </>
  )
}
