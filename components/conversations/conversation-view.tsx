'use client'

import { useEffect, useRef, useState } from 'react'
import { Composer } from '@/components/composer/composer'
import { navigateToList, navigateToNewest } from '@/components/conversation-data/paths'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { isBeingSent, useMessages } from '@/components/message-data/use-messages'
import { ConversationContext } from '@/components/messages/conversation-context'
import { MessageList } from '@/components/messages/message-list'
import { SkeletonMessages } from '@/components/messages/skeleton-messages'
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
  /** Seq of the message to open the conversation at; undefined for the newest. */
  at: number | undefined
}

export function ConversationView({ id, at }: Props) {
  const strings = useStrings()
  const [isFinding, setFinding] = useState(false)
  const { conversation, retry, ...query } = useConversation(id)
  const list = useMessages(id, at)
  useShowSentMessage(id, list)
  const { context, root } = useConversationScreen(id, conversation, list.messages)
  const state = useLoadState(query.state)
  const listState = useLoadState(list.state)
  if (state === 'not_found') return <MissingConversation />
  const retryAll = () => {
    retry()
    list.retry()
  }
  const isFailed = state === 'error' || listState === 'error'
  const unsentCount = list.messages.filter(isBeingSent).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the whole conversation.
    <div
      ref={root}
      className="flex min-h-0 grow animate-arrive flex-col md:animate-none"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) navigateToList()
      }}
    >
      <ScreenTitle>{conversation?.peer.displayName ?? strings.messages.title}</ScreenTitle>
      <ConversationHeader conversation={conversation} unsentCount={unsentCount} onFind={() => setFinding(true)} />
      {isFinding && <ConversationSearch id={id} peer={conversation?.peer} onClose={() => setFinding(false)} />}
      <ConversationContext value={context}>
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

/** Shows the newest messages when the viewer sends one while reading older ones. */
function useShowSentMessage(id: string, { unsentCount, hasNewer }: ReturnType<typeof useMessages>) {
  const before = useRef(unsentCount)
  useEffect(() => {
    if (unsentCount > before.current && hasNewer) navigateToNewest(id)
    before.current = unsentCount
  }, [id, unsentCount, hasNewer])
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
