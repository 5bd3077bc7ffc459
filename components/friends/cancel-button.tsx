'use client'

import { Button } from '@/components/ui/button'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Takes back a request of the viewer's. */
export function CancelButton({ person }: { person: Person }) {
  const { cancel } = useFriendActions()
  return (
    <Button
      data-row
      look="quiet"
      aria-label={words.friends.cancelTo(person.displayName)}
      onClick={() => cancel(person)}
    >
      {words.friends.cancel}
    </Button>
  )
}
