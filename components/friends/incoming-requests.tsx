'use client'

import { useState } from 'react'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { Section } from '@/components/ui/section'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { BatchFailures } from './batch-failures'
import { IncomingRequest } from './incoming-request'
import { PEOPLE_GRID } from './people-grid'
import { SelectRequests } from './select-requests'
import type { Failure } from './use-batch'
import type { useRequests } from './use-requests'

/**
 * The incoming requests, to be answered singly or in a batch. Where there is none, a phone says so and a wide screen shows
 * nothing.
 */
export function IncomingRequests({ list: { requests, hasMore, loadMore } }: { list: ReturnType<typeof useRequests> }) {
  const strings = useStrings()
  const rows = useRowKeyboard(requests.length)
  const [selecting, setSelecting] = useState(false)
  const [failures, setFailures] = useState<Failure[]>([])
  if (requests.length === 0 && failures.length === 0)
    return (
      <div className="flex grow flex-col md:hidden">
        <EmptyState icon="friends" title={strings.friends.noRequests}>
          {strings.friends.noRequestsWhy}
        </EmptyState>
      </div>
    )
  const canSelect = requests.length > 1 || (selecting && requests.length > 0)
  return (
    <Section
      title={strings.friends.incoming}
      count={hasMore ? undefined : requests.length}
      action={
        canSelect && (
          <Button variant="plain" aria-pressed={selecting} onClick={() => setSelecting(!selecting)}>
            {selecting ? strings.many.selectDone : strings.many.select}
          </Button>
        )
      }
    >
      {failures.length > 0 && <BatchFailures failures={failures} onDismiss={() => setFailures([])} />}
      {selecting && canSelect ? (
        <SelectRequests
          requests={requests}
          onAnswered={(failed) => {
            setFailures(failed)
            setSelecting(false)
          }}
        />
      ) : (
        <ul {...rows} className={PEOPLE_GRID}>
          {requests.map((person) => (
            <IncomingRequest key={person.id} person={person} />
          ))}
        </ul>
      )}
      {hasMore && <LoadMore page={requests.length} label={strings.friends.loading} onReach={loadMore} />}
    </Section>
  )
}
