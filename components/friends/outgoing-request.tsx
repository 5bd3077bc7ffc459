'use client'

import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { useAction } from '@/components/ui/use-action'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import { PersonRow } from './person-row'
import { useFriendActions } from './use-friend-actions'

/** Somebody the viewer asked, who has not answered yet. */
export function OutgoingRequest({ person }: { person: Person }) {
  const { cancel } = useFriendActions()
  const { pending, problem, run } = useAction()
  const { displayName: name } = person
  return (
    <PersonRow person={person} problem={problem}>
      <Button
        data-row
        look="quiet"
        pending={pending}
        aria-label={words.friends.cancelTo(name)}
        onClick={() => run(() => cancel(person.id).then(() => announce(words.friends.cancelled(name))))}
      >
        {words.friends.cancel}
      </Button>
    </PersonRow>
  )
}
