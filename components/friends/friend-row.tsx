'use client'

import { MessageButton } from '@/components/friend-actions/message-button'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { PersonRow } from '@/components/people/person-row'
import { usePresence } from '@/components/sync/use-presence'
import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import type { Friend } from '@/lib/friends/schema'

export function FriendRow({ person }: { person: Person | Friend }) {
  const action = useAction()
  const presence = usePresence(person.id, 'lastSeenAt' in person ? person : undefined)
  return (
    <PersonRow person={person} presence={presence} problem={action.problem}>
      <MessageButton person={person} action={action} />
      <PersonMenu person={person} relation="friends" inList />
    </PersonRow>
  )
}
