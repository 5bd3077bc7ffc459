'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Composer } from '@/components/composer/composer'
import { unmarkWords } from '@/components/conversation-data/marked-words'
import { forgetConversationSearch, isSearchInQuery, navigateToList } from '@/components/conversation-data/paths'
import { useConversation } from '@/components/conversation-data/use-conversation'
import { isBeingSent, useMessages } from '@/components/message-data/use-messages'
import { MessageList } from '@/components/message-log/message-list'
import { openingScript } from '@/components/message-log/scroll-anchor'
import { SkeletonMessages } from '@/components/message-log/skeleton-messages'
import { ConversationProvider } from '@/components/messages/conversation-context'
import { FailedState } from '@/components/screen/failed-state'
import { ScreenTitle } from '@/components/screen/screen-title'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { isComposing } from '@/components/ui/input-method'
import { lazyDialog } from '@/components/ui/lazy-dialog'
import { useHydrated } from '@/components/use-hydrated'
import { ConversationHeader } from './conversation-header'
import { useConversationScreen } from './use-conversation-screen'
import { useOpeningSeq } from './use-opening-seq'

const ConversationSearch = lazyDialog(() =>
  import('@/components/search/conversation-search').then((file) => file.ConversationSearch),
)

interface Props {
  id: string
  /** Seq of the message to open the conversation at; undefined for the newest. */
  at: number | undefined
  /** Changes when the same message is asked for again. */
  jump: number
}

export function ConversationView({ id, at, jump }: Props) {
  const strings = useStrings()
  const isHydrated = useHydrated()
  const [isOpenedHere] = useState(isHydrated) // The page of a first load does not move in.
  const [isFinding, setFinding] = useFinding()
  const { conversation, retry, ...query } = useConversation(id)
  const openingSeq = useOpeningSeq(conversation, at)
  const list = useMessages(id, at ?? openingSeq, jump)
  useShowSentMessage(list)
  const { context, root } = useConversationScreen(id, conversation)
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
      className={`flex min-h-0 grow flex-col ${isOpenedHere ? 'animate-arrive md:animate-none' : ''}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) navigateToList()
      }}
    >
      <ScreenTitle>{conversation?.peer.displayName ?? strings.messages.title}</ScreenTitle>
      <ConversationHeader conversation={conversation} unsentCount={unsentCount} onFind={() => setFinding(true)} />
      <ConversationSearch id={id} peer={conversation?.peer} open={isFinding} onClose={() => setFinding(false)} />
      <ConversationProvider value={context} messages={list.messages}>
        {isFailed ? (
          <FailedState onRetry={retryAll} />
        ) : conversation && listState === 'ready' ? (
          <MessageList
            key={`${at ?? openingSeq ?? 'newest'} ${jump}`}
            conversation={conversation}
            list={list}
            at={at}
          />
        ) : (
          <SkeletonMessages />
        )}
        <Composer id={id} conversation={conversation} messages={list.messages} lastOwn={list.lastOwn} />
      </ConversationProvider>
      {!isHydrated && <script>{openingScript}</script>}
    </div>
  )
}

/** Whether the search is open; a URL can ask for it. */
function useFinding() {
  const [isFinding, setFinding] = useState(false)
  const isWanted = isSearchInQuery(useSearchParams())
  if (isWanted && !isFinding) setFinding(true)
  useEffect(() => {
    if (isWanted) forgetConversationSearch()
  }, [isWanted])
  return [isFinding, setFinding] as const
}

/** When the viewer sends a message while reading older ones, shows the newest, and marks no found words any more. */
function useShowSentMessage({ unsentCount, hasNewer, showNewest }: ReturnType<typeof useMessages>) {
  const before = useRef(unsentCount)
  const show = useEffectEvent(showNewest)
  useEffect(() => {
    if (unsentCount > before.current) unmarkWords()
    if (unsentCount > before.current && hasNewer) show()
    before.current = unsentCount
  }, [unsentCount, hasNewer])
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
