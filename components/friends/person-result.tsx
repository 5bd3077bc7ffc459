'use client'

import { AddFriendButton } from '@/components/friend-actions/add-friend-button'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { UndoRow } from '@/components/friend-actions/undo-row'
import { usePendingActionOn } from '@/components/friend-actions/use-undoable-action'
import { PersonRow } from '@/components/people/person-row'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import type { PersonFound } from '@/lib/people/schema'
import { FriendRow } from './friend-row'
import { IncomingRequest } from './incoming-request'
import { OutgoingRequest } from './outgoing-request'

/** A search result with the actions that fit the relation. */
export function PersonResult({ person }: { person: PersonFound }) {
  const pendingAction = usePendingActionOn(person.id)
  if (pendingAction) return <UndoRow person={person} pendingAction={pendingAction} />
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

function Stranger({ person }: { person: Person }) {
  const action = useAction()
  return (
    <PersonRow person={person} problem={action.problem}>
      <AddFriendButton person={person} action={action} />
      <PersonMenu person={person} relation="none" inList />
    </PersonRow>
  )
}
