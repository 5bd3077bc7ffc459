'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { MoreRows } from '@/components/ui/more-rows'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { BatchFailures } from './batch-failures'
import { IncomingRequest } from './incoming-request'
import { Section } from './section'
import { SelectRequests } from './select-requests'
import type { Failure } from './use-batch'
import type { useRequests } from './use-requests'

/** Who asks, one by one or many at once. */
export function IncomingRequests({ list: { requests, hasMore, loadMore } }: { list: ReturnType<typeof useRequests> }) {
  const rows = useRows(requests.length)
  const [selecting, setSelecting] = useState(false)
  const [failures, setFailures] = useState<Failure[]>([])
  if (requests.length === 0 && failures.length === 0) return null
  const canSelect = requests.length > 1 || (selecting && requests.length > 0)
  return (
    <Section
      title={words.friends.incoming}
      count={hasMore ? undefined : requests.length}
      action={
        canSelect && (
          <Button look="plain" aria-pressed={selecting} onClick={() => setSelecting(!selecting)}>
            {selecting ? words.many.selectDone : words.many.select}
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
        <ul {...rows}>
          {requests.map((person) => (
            <IncomingRequest key={person.id} person={person} />
          ))}
        </ul>
      )}
      {hasMore && <MoreRows page={requests.length} label={words.friends.loading} onReach={loadMore} />}
    </Section>
  )
}
