'use client'

import { words } from '@/components/strings/en'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import type { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Yes at once, no with a way back. */
export function AnswerButtons({ person, action }: { person: Person; action: ReturnType<typeof useAction> }) {
  const { accept, decline } = useFriendActions()
  const { displayName: name } = person
  return (
    <>
      <Button
        data-row
        pending={action.pending}
        aria-label={words.friends.acceptFrom(name)}
        onClick={() => action.run(() => accept(person.id).then(() => announce(words.friends.accepted(name))))}
      >
        {words.friends.accept}
      </Button>
      <Button
        variant="quiet"
        pending={action.pending}
        aria-label={words.friends.declineFrom(name)}
        onClick={() => decline(person)}
      >
        {words.friends.decline}
      </Button>
    </>
  )
}
