'use client'

import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import type { PersonFound } from '@/lib/accounts/schema'
import { FriendRow } from './friend-row'
import { IncomingRequest } from './incoming-request'
import { OutgoingRequest } from './outgoing-request'
import { PersonRow } from './person-row'
import { useFriendActions } from './use-friend-actions'

/** Somebody found, with what can be done as things stand between the two. */
export function FoundPerson({ person }: { person: PersonFound }) {
  switch (person.relation) {
    case 'none':
      return <Stranger person={person} />
    case 'incoming':
      return <IncomingRequest person={person} />
    case 'outgoing':
      return <OutgoingRequest person={person} />
    case 'friends':
      return <FriendRow person={person} />
  }
}

function Stranger({ person }: { person: PersonFound }) {
  const { request } = useFriendActions()
  const { pending, problem, run } = useAction()
  const { displayName: name } = person
  const ask = async () => {
    const { status } = await request(person.id)
    announce(status === 'accepted' ? words.friends.accepted(name) : words.friends.requested(name))
  }
  return (
    <PersonRow person={person} problem={problem}>
      <Button data-row pending={pending} aria-label={words.friends.requestTo(name)} onClick={() => run(ask)}>
        {words.friends.request}
      </Button>
    </PersonRow>
  )
}
