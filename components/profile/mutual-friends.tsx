'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { PersonRow } from '@/components/people/person-row'
import { FailedState } from '@/components/screen/failed-state'
import { useStrings } from '@/components/strings/use-strings'
import { useLoadState } from '@/components/sync/use-load-state'
import { usePagedQuery } from '@/components/sync/use-pages'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { LoadMore } from '@/components/ui/load-more'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { Person } from '@/lib/accounts/schema'
import { queries } from '@/lib/events/apply-event'

/** The number of mutual friends, and a list of them on demand. */
export function MutualFriends({ person, count }: { person: Person; count: number }) {
  const strings = useStrings()
  const [shown, setShown] = useState(false)
  const id = useId()
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
          {strings.person.mutual(count)}
          <Icon name="chevron" className={`size-4 transition-transform ${shown ? 'rotate-180' : ''}`} />
        </Button>
      </div>
      {shown && <MutualRows id={id} personId={person.id} />}
    </section>
  )
}

function MutualRows({ id, personId }: { id: string; personId: string }) {
  const strings = useStrings()
  const queryClient = useQueryClient()
  const { items, hasMore, loadMore, retry, ...list } = usePagedQuery<Person>(
    queries.mutual.key(personId),
    `/api/users/${personId}/mutual`,
    {},
  )
  const state = useLoadState(list.state)
  // No event announces friendships between others, so each opening fetches again.
  useEffect(() => () => queryClient.removeQueries({ queryKey: queries.mutual.key(personId) }), [queryClient, personId])
  if (state === 'loading') return <SkeletonRows label={strings.person.mutualLoading} count={3} />
  if (state === 'error') return <FailedState onRetry={retry} />
  return (
    <div id={id}>
      <ul className="grid lg:grid-cols-2 lg:gap-x-4">
        {items.map((other) => (
          <PersonRow key={other.id} person={other} />
        ))}
      </ul>
      {hasMore && <LoadMore page={items.length} label={strings.person.mutualLoading} onReach={loadMore} />}
    </div>
  )
}
