'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { MoreRows } from '@/components/ui/more-rows'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { ConversationRow } from './conversation-row'
import { FoundMessages } from './found-messages'
import { conversationIn } from './paths'
import { useConversations } from './use-conversations'

/** So many conversations leave room for the messages below. */
const FIRST = 4

/** What a text finds: conversations by name, and messages by what they say. */
export function FoundByWords({ q }: { q: string }) {
  return (
    <>
      <FoundConversations key={q} q={q} />
      <FoundMessages q={q} />
    </>
  )
}

function FoundConversations({ q }: { q: string }) {
  const current = conversationIn(usePathname())
  const [showsAll, setShowsAll] = useState(false)
  const { conversations, hasMore, loadMore } = useConversations(q)
  const shown = showsAll ? conversations : conversations.slice(0, FIRST)
  const rows = useRows(shown.length)
  if (conversations.length === 0) return null
  return (
    <section aria-labelledby="found-conversations" className="pb-2">
      <h2 id="found-conversations" className="px-4 py-2 font-semibold text-muted text-small">
        {words.search.conversations}
      </h2>
      <ul aria-label={words.messages.list} {...rows}>
        {shown.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
        ))}
      </ul>
      {!showsAll && (conversations.length > FIRST || hasMore) && (
        <Button look="plain" className="mx-2" onClick={() => setShowsAll(true)}>
          {words.search.showAll}
        </Button>
      )}
      {showsAll && hasMore && (
        <MoreRows page={conversations.length} label={words.messages.loading} onReach={loadMore} />
      )}
    </section>
  )
}
