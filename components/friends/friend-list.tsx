'use client'

import { EmptyState } from '@/components/ui/empty-state'
import { FailedState } from '@/components/ui/failed-state'
import { MoreRows } from '@/components/ui/more-rows'
import { SkeletonRows } from '@/components/ui/skeleton'
import { useLoadState } from '@/components/ui/use-load-state'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { FriendRow } from './friend-row'
import { Section } from './section'
import { useFriends } from './use-friends'

export function FriendList() {
  const { friends, hasMore, loadMore, retry, ...list } = useFriends()
  const state = useLoadState(list.state)
  const rows = useRows(friends.length)
  if (state === 'loading') return <SkeletonRows label={words.friends.loading} />
  if (state === 'error') return <FailedState onRetry={retry} />
  if (friends.length === 0)
    return (
      <EmptyState icon="friends" title={words.friends.none}>
        {words.friends.noneWhy}
      </EmptyState>
    )
  return (
    <div className="md:px-2 md:pt-2">
      <Section title={words.friends.title} count={hasMore ? undefined : friends.length}>
        <ul {...rows} className="grid max-w-page lg:grid-cols-2 lg:gap-x-4">
          {friends.map((person) => (
            <FriendRow key={person.id} person={person} />
          ))}
        </ul>
        {hasMore && <MoreRows page={friends.length} label={words.friends.loading} onReach={loadMore} />}
      </Section>
    </div>
  )
}
