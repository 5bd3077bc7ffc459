'use client'

import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { SearchField } from '@/components/ui/search-field'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { FriendRow } from './friend-row'
import { Section } from './section'
import { useFriends } from './use-friends'

/** Number of friends from which a filter is shown. */
const FILTERED_FROM = 11

export function FriendList() {
  const strings = useStrings()
  const { friends, hasMore, ...list } = useFriends()
  const state = useLoadState(list.state)
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed.trim())
  if (state === 'loading') return <SkeletonRows label={strings.friends.loading} />
  if (state === 'error') return <FailedState onRetry={list.retry} />
  if (friends.length === 0)
    return (
      <EmptyState icon="friends" title={strings.friends.none}>
        {strings.friends.noneWhy}
      </EmptyState>
    )
  const canFilter = typed !== '' || hasMore || friends.length >= FILTERED_FROM
  return (
    <div className="md:px-2 md:pt-2">
      <Section title={strings.friends.title} count={hasMore ? undefined : friends.length}>
        {canFilter && (
          <search className="max-w-form px-4 py-2">
            <SearchField label={strings.many.filter} value={typed} onChange={setTyped} />
          </search>
        )}
        <FriendRows key={q} q={q} />
      </Section>
    </div>
  )
}

function FriendRows({ q }: { q: string }) {
  const strings = useStrings()
  const { friends, hasMore, loadMore, retry, ...list } = useFriends(q)
  const state = useLoadState(list.state)
  const rows = useRowKeyboard(friends.length)
  if (state === 'loading') return <SkeletonRows label={strings.friends.loading} count={3} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (friends.length === 0)
    return (
      <div role="status">
        <EmptyState icon="search" title={strings.many.noFriendFound}>
          {strings.many.noFriendFoundWhy(q)}
        </EmptyState>
      </div>
    )
  return (
    <>
      <p role="status" className="sr-only">
        {q !== '' && !hasMore && strings.many.filtered(friends.length)}
      </p>
      <ul {...rows} className="grid max-w-page lg:grid-cols-2 lg:gap-x-4">
        {friends.map((person) => (
          <FriendRow key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <LoadMore page={friends.length} label={strings.friends.loading} onReach={loadMore} />}
    </>
  )
}
