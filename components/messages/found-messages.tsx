'use client'

import { useState } from 'react'
import { sentenceOf } from '@/components/problem-words'
import { EmptyState } from '@/components/ui/empty-state'
import { FailedState } from '@/components/ui/failed-state'
import { MoreRows } from '@/components/ui/more-rows'
import { Notice } from '@/components/ui/notice'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useLoadState } from '@/components/ui/use-load-state'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { FoundMessage } from './found-message'
import { MessageFilters } from './message-filters'
import { ANY_TIME, timesOf } from './search-times'
import { useFoundMessages } from './use-found-messages'

/** The messages that hold what was typed, with what narrows them. */
export function FoundMessages({ q }: { q: string }) {
  const [from, setFrom] = useState('')
  const [time, setTime] = useState(ANY_TIME)
  const found = useFoundMessages(q, { ...(from && { from }), ...timesOf(time) })
  return (
    <section aria-labelledby="found-messages" className="flex grow flex-col">
      <h2 id="found-messages" className="px-4 py-2 font-semibold text-muted text-small">
        {words.search.messages}
      </h2>
      {found.state !== 'too_short' && <MessageFilters from={from} onFrom={setFrom} time={time} onTime={setTime} />}
      <Hits q={q} found={found} />
    </section>
  )
}

function Hits({ q, found }: { q: string; found: ReturnType<typeof useFoundMessages> }) {
  const { hits, error, hasMore, loadMore, retry } = found
  const state = useLoadState(found.state)
  const rows = useRows(hits.length)
  if (state === 'too_short') return <p className="px-4 py-2 text-muted text-small">{words.search.tooShort}</p>
  if (state === 'loading' || state === 'idle') return <SkeletonRows label={words.search.searching} count={3} />
  if (state === 'error')
    return error ? (
      <div className="px-4 py-2">
        <Notice kind="danger">{sentenceOf(error)}</Notice>
      </div>
    ) : (
      <FailedState onRetry={retry} />
    )
  if (hits.length === 0 && !hasMore)
    return (
      <div role="status" className="flex flex-col">
        <EmptyState icon="search" title={words.search.nothing}>
          {words.search.nothingWhy(q)}
        </EmptyState>
      </div>
    )
  return (
    <>
      <ul aria-label={words.search.messages} {...rows}>
        {hits.map((hit) => (
          <FoundMessage key={hit.message.id} hit={hit} q={q} />
        ))}
      </ul>
      {hasMore && <MoreRows page={hits.length} label={words.search.more} onReach={loadMore} />}
    </>
  )
}
