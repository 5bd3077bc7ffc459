'use client'

import { MoreRows } from '@/components/ui/more-rows'
import { useRows } from '@/components/ui/use-rows'
import { words } from '@/components/words'
import { IncomingRequest } from './incoming-request'
import { OutgoingRequest } from './outgoing-request'
import { Section } from './section'
import { useRequests } from './use-requests'

/** Who asks, and whom the viewer asked. Silent while it loads: the friends beside it show that. */
export function Requests() {
  const incoming = useRequests('incoming')
  const outgoing = useRequests('outgoing')
  const none = incoming.requests.length + outgoing.requests.length === 0
  if (none && incoming.state === 'ready')
    return <p className="px-4 py-2 text-muted text-small max-md:hidden">{words.friends.noRequests}</p>
  return (
    <>
      <RequestSection title={words.friends.incoming} list={incoming} Row={IncomingRequest} />
      <RequestSection title={words.friends.outgoing} list={outgoing} Row={OutgoingRequest} />
    </>
  )
}

interface SectionProps {
  title: string
  list: ReturnType<typeof useRequests>
  Row: typeof IncomingRequest
}

function RequestSection({ title, list: { requests, hasMore, loadMore }, Row }: SectionProps) {
  const rows = useRows(requests.length)
  if (requests.length === 0) return null
  return (
    <Section title={title} count={hasMore ? undefined : requests.length}>
      <ul {...rows}>
        {requests.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
      {hasMore && <MoreRows page={requests.length} label={words.friends.loading} onReach={loadMore} />}
    </Section>
  )
}
