'use client'

import { useStrings } from '@/components/strings/use-strings'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { Section } from '@/components/ui/section'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { OutgoingRequest } from './outgoing-request'
import { PEOPLE_GRID } from './people-grid'
import type { useRequests } from './use-requests'

/** The outgoing requests; where there is none, a phone says so and a wide screen shows nothing. */
export function OutgoingRequests({ list: { requests, hasMore, loadMore } }: { list: ReturnType<typeof useRequests> }) {
  const strings = useStrings()
  const rows = useRowKeyboard(requests.length)
  if (requests.length === 0)
    return (
      <div className="flex grow flex-col md:hidden">
        <EmptyState icon="friends" title={strings.friends.noneSent}>
          {strings.friends.noneSentWhy}
        </EmptyState>
      </div>
    )
  return (
    <Section title={strings.friends.outgoing} count={hasMore ? undefined : requests.length}>
      <ul {...rows} className={PEOPLE_GRID}>
        {requests.map((person) => (
          <OutgoingRequest key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <LoadMore page={requests.length} label={strings.friends.loading} onReach={loadMore} />}
    </Section>
  )
}
