'use client'

import { useStrings } from '@/components/strings/use-strings'
import { LoadMore } from '@/components/ui/load-more'
import { useRowKeyboard } from '@/components/ui/use-row-keyboard'
import { IncomingRequests } from './incoming-requests'
import { OutgoingRequest } from './outgoing-request'
import { Section } from './section'
import { useRequests } from './use-requests'

/** Incoming and outgoing requests. Shows nothing while loading, because the list of friends shows that. */
export function Requests() {
  const strings = useStrings()
  const incoming = useRequests('incoming')
  const outgoing = useRequests('outgoing')
  const none = incoming.requests.length + outgoing.requests.length === 0
  return (
    <>
      {none && incoming.state === 'ready' && (
        <p className="px-4 py-2 text-muted text-small max-md:hidden">{strings.friends.noRequests}</p>
      )}
      <IncomingRequests list={incoming} />
      <OutgoingRequests list={outgoing} />
    </>
  )
}

function OutgoingRequests({ list: { requests, hasMore, loadMore } }: { list: ReturnType<typeof useRequests> }) {
  const strings = useStrings()
  const rows = useRowKeyboard(requests.length)
  if (requests.length === 0) return null
  return (
    <Section title={strings.friends.outgoing} count={hasMore ? undefined : requests.length}>
      <ul {...rows}>
        {requests.map((person) => (
          <OutgoingRequest key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <LoadMore page={requests.length} label={strings.friends.loading} onReach={loadMore} />}
    </Section>
  )
}
