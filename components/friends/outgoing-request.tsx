'use client'

import type { Person } from '@/lib/accounts/schema'
import { CancelButton } from './cancel-button'
import { PersonMenu } from './person-menu'
import { PersonRow } from './person-row'

/** An outgoing request. */
export function OutgoingRequest({ person }: { person: Person & { greeting?: string | null } }) {
  return (
    <PersonRow person={person} said={person.greeting}>
      <CancelButton person={person} />
      <PersonMenu person={person} relation="outgoing" inList />
    </PersonRow>
  )
}
