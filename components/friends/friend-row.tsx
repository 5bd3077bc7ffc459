'use client'

import { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { MessageButton } from './message-button'
import { PersonMenu } from './person-menu'
import { PersonRow } from './person-row'

export function FriendRow({ person }: { person: Person }) {
  const action = useAction()
  return (
    <PersonRow person={person} problem={action.problem}>
      <MessageButton person={person} action={action} />
      <PersonMenu person={person} relation="friends" inList />
    </PersonRow>
  )
}
