'use client'

import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { errorMessage } from '@/components/strings/error-message'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { Notice } from '@/components/ui/notice'
import { SkeletonRows } from '@/components/ui/skeleton'
import { MessageFilters } from './message-filters'
import { MessageResult } from './message-result'
import { ANY_TIME, searchTimeRange } from './time-filter'
import { useMessageSearch } from './use-message-search'

/** The messages that match the query, with filters. */
export function MessageResults({ q }: { q: string }) {
  const strings = useStrings()
  const [from, setFrom] = useState('')
  const [time, setTime] = useState(ANY_TIME)
  const found = useMessageSearch(q, { ...(from && { from }), ...searchTimeRange(time) })
  return (
    <section aria-labelledby="found-messages" className="flex grow flex-col">
      <h2 id="found-messages" className="px-4 py-2 font-semibold text-muted text-small">
        {strings.search.messages}
      </h2>
      {found.state !== 'too_short' && <MessageFilters from={from} onFrom={setFrom} time={time} onTime={setTime} />}
      <Hits q={q} found={found} />
    </section>
  )
}

function Hits({ q, found }: { q: string; found: ReturnType<typeof useMessageSearch> }) {
  const strings = useStrings()
  const { hits, error, hasMore, loadMore, retry } = found
  const state = useLoadState(found.state)
  if (state === 'too_short') return <p className="px-4 py-2 text-muted text-small">{strings.search.tooShort}</p>
  if (state === 'loading' || state === 'idle') return <SkeletonRows label={strings.search.searching} count={3} />
  if (state === 'error')
    return error ? (
      <div className="px-4 py-2">
        <Notice kind="danger">{errorMessage(error)}</Notice>
      </div>
    ) : (
      <FailedState onRetry={retry} />
    )
  if (hits.length === 0 && !hasMore)
    return (
      <div role="status" className="flex flex-col">
        <EmptyState icon="search" title={strings.search.nothing}>
          {strings.search.nothingWhy(q)}
        </EmptyState>
      </div>
    )
  return (
    <>
      <ul aria-label={strings.search.messages}>
        {hits.map((hit) => (
          <MessageResult key={hit.message.id} hit={hit} q={q} />
        ))}
      </ul>
      {hasMore && <LoadMore page={hits.length} label={strings.search.more} onReach={loadMore} />}
    </>
  )
}
