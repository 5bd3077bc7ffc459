'use client'

import { CancelButton } from '@/components/friend-actions/cancel-button'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { PersonRow } from '@/components/people/person-row'
import type { Person } from '@/lib/accounts/schema'

/** An outgoing request. */
export function OutgoingRequest({ person }: { person: Person & { greeting?: string | null } }) {
  return (
    <PersonRow person={person} greeting={person.greeting}>
      <CancelButton person={person} />
      <PersonMenu person={person} relation="outgoing" inList />
    </PersonRow>
  )
}
