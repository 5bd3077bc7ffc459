'use client'

import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import type { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Buttons to accept a request at once, or to decline it with undo. */
export function AnswerButtons({ person, action }: { person: Person; action: ReturnType<typeof useAction> }) {
  const strings = useStrings()
  const { accept, decline } = useFriendActions()
  const { displayName: name } = person
  return (
    <>
      <Button
        data-row
        pending={action.pending}
        aria-label={strings.friends.acceptFrom(name)}
        onClick={() => action.run(() => accept(person.id).then(() => announce(strings.friends.accepted(name))))}
      >
        {strings.friends.accept}
      </Button>
      <Button
        variant="quiet"
        pending={action.pending}
        aria-label={strings.friends.declineFrom(name)}
        onClick={() => decline(person)}
      >
        {strings.friends.decline}
      </Button>
    </>
  )
}
