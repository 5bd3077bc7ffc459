'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { PersonRow } from '@/components/people/person-row'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { usePagedQuery } from '@/components/sync/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { Person } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'

const MAX_FACES = 5

/** Mutual friends as faces with their number, and a list of them on demand. */
export function MutualFriends({ person, count }: { person: Person; count: number }) {
  const strings = useStrings()
  const [shown, setShown] = useState(false)
  const id = useId()
  const list = useMutualFriends(person.id)
  return (
    <section
      aria-label={strings.person.mutualOf(person.displayName)}
      className="flex flex-col border-line border-t pt-3"
    >
      <div className="px-1">
        <Button
          variant="plain"
          aria-expanded={shown}
          aria-controls={shown ? id : undefined}
          onClick={() => setShown(!shown)}
        >
          {list.items.length > 0 && (
            <span className="flex -space-x-2">
              {list.items.slice(0, MAX_FACES).map((other) => (
                <Avatar key={other.id} person={other} size="small" />
              ))}
            </span>
          )}
          {strings.person.mutual(count)}
          <Icon name="chevron" className={`size-4 transition-transform ${shown ? 'rotate-180' : ''}`} />
        </Button>
      </div>
      {shown && <MutualRows id={id} list={list} />}
    </section>
  )
}

function useMutualFriends(personId: string) {
  const queryClient = useQueryClient()
  // No event announces friendships between others, so each opening fetches again.
  useEffect(() => () => queryClient.removeQueries({ queryKey: queries.mutual.key(personId) }), [queryClient, personId])
  return usePagedQuery<Person>({ key: queries.mutual.key(personId), path: `/api/users/${personId}/mutual`, query: {} })
}

function MutualRows({ id, list }: { id: string; list: ReturnType<typeof useMutualFriends> }) {
  const strings = useStrings()
  const { items, hasMore, loadMore, retry } = list
  const state = useLoadState(list.state)
  if (state === 'loading') return <SkeletonRows label={strings.person.mutualLoading} count={3} />
  if (state === 'error') return <FailedState onRetry={retry} />
  return (
    <div id={id}>
      <ul className="-mx-3 grid @thread:grid-cols-2">
        {items.map((other) => (
          <PersonRow key={other.id} person={other} />
        ))}
      </ul>
      {hasMore && <LoadMore page={items.length} label={strings.person.mutualLoading} onReach={loadMore} />}
    </div>
  )
}
