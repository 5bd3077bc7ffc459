'use client'

import { CancelButton } from '@/components/friend-actions/cancel-button'
import { PersonMenu } from '@/components/friend-actions/person-menu'
import { PersonRow } from '@/components/people/person-row'
import { useStrings } from '@/components/strings/use-strings'
import type { Person } from '@/lib/accounts/schema'

/** An outgoing request. */
export function OutgoingRequest({ person }: { person: Person & { greeting?: string | null } }) {
  const strings = useStrings()
  return (
    <PersonRow person={person} detail={strings.friends.sent} greeting={person.greeting}>
      <CancelButton person={person} />
      <PersonMenu person={person} relation="outgoing" inList />
    </PersonRow>
  )
}
