'use client'

import { useState } from 'react'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { SearchField } from '@/components/ui/search-field'
import { Section } from '@/components/ui/section'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useDebouncedValue } from '@/components/ui/use-debounced-value'
import { useFrozenOrder } from '@/components/ui/use-frozen-order'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { Welcome } from '@/components/welcome/welcome'
import { FriendRow } from './friend-row'
import { PEOPLE_GRID } from './people-grid'
import { useFriends } from './use-friends'

/** Number of friends from which a filter is shown. */
const FILTERED_FROM = 11

/** The friends who are online first, then the others, each by name. Expects that the list is loaded. */
export function FriendList() {
  const strings = useStrings()
  const { friends, hasMore } = useFriends()
  const online = friends.filter((friend) => friend.online).length
  const [typed, setTyped] = useState('')
  const q = useDebouncedValue(typed.trim())
  if (friends.length === 0) return <Welcome />
  const canFilter = typed !== '' || hasMore || friends.length >= FILTERED_FROM
  return (
    <Section
      title={strings.friends.title}
      count={hasMore ? undefined : friends.length}
      note={online > 0 ? strings.friends.onlineCount(online) : undefined}
    >
      {canFilter && (
        <search className="max-w-form px-4 py-2">
          <SearchField label={strings.many.filter} value={typed} onChange={setTyped} />
        </search>
      )}
      <FriendRows key={q} q={q} />
    </Section>
  )
}

function FriendRows({ q }: { q: string }) {
  const strings = useStrings()
  const { friends, hasMore, loadMore, retry, ...list } = useFriends(q)
  const { items, pointerHandlers } = useFrozenOrder(friends)
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
      <ul {...rows} {...pointerHandlers} className={PEOPLE_GRID}>
        {items.map((person) => (
          <FriendRow key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <LoadMore page={friends.length} label={strings.friends.loading} onReach={loadMore} />}
    </>
  )
}
