'use client'

import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import { PersonRow } from './person-row'
import { useFriendActions } from './use-friend-actions'

/** Somebody who asks: one tap either way. */
export function IncomingRequest({ person }: { person: Person }) {
  const { accept, decline } = useFriendActions()
  const { pending, problem, run } = useAction()
  const { displayName: name } = person
  return (
    <PersonRow
      person={person}
      problem={problem}
      choice={
        <>
          <Button
            data-row
            pending={pending}
            aria-label={words.friends.acceptFrom(name)}
            onClick={() => run(() => accept(person.id).then(() => announce(words.friends.accepted(name))))}
          >
            {words.friends.accept}
          </Button>
          <Button
            look="quiet"
            pending={pending}
            aria-label={words.friends.declineFrom(name)}
            onClick={() => run(() => decline(person.id).then(() => announce(words.friends.declined(name))))}
          >
            {words.friends.decline}
          </Button>
        </>
      }
    />
  )
}
