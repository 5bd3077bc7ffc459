'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { conversationIdFromPath } from '@/components/conversation-data/paths'
import { useConversations } from '@/components/conversation-data/use-conversations'
import { MessageResults } from '@/components/search/message-results'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { LoadMore } from '@/components/ui/load-more'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { ConversationRow } from './conversation-row'

/** Conversations shown at first, so that the messages below stay visible. */
const MAX_SHOWN_AT_FIRST = 4

/** Search results: conversations by the peer's name, and messages by their text. */
export function SearchResults({ q }: { q: string }) {
  return (
    <>
      <FoundConversations key={q} q={q} />
      <MessageResults q={q} />
    </>
  )
}

function FoundConversations({ q }: { q: string }) {
  const strings = useStrings()
  const current = conversationIdFromPath(usePathname())
  const [showsAll, setShowsAll] = useState(false)
  const { conversations, hasMore, loadMore } = useConversations(q)
  const shown = showsAll ? conversations : conversations.slice(0, MAX_SHOWN_AT_FIRST)
  const rows = useRowKeyboard(shown.length)
  if (conversations.length === 0) return null
  return (
    <section aria-labelledby="found-conversations" className="pb-2">
      <h2 id="found-conversations" className="px-4 py-2 font-semibold text-muted text-small">
        {strings.search.conversations}
      </h2>
      <ul aria-label={strings.messages.list} {...rows}>
        {shown.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
        ))}
      </ul>
      {!showsAll && (conversations.length > MAX_SHOWN_AT_FIRST || hasMore) && (
        <Button variant="plain" className="mx-2" onClick={() => setShowsAll(true)}>
          {strings.search.showAll}
        </Button>
      )}
      {showsAll && hasMore && (
        <LoadMore page={conversations.length} label={strings.messages.loading} onReach={loadMore} />
      )}
    </section>
  )
}
