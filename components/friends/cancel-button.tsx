'use client'

import { words } from '@/components/strings/en'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Takes back a request of the viewer's. */
export function CancelButton({ person }: { person: Person }) {
  const { cancel } = useFriendActions()
  return (
    <Button
      data-row
      variant="quiet"
      aria-label={words.friends.cancelTo(person.displayName)}
      onClick={() => cancel(person)}
    >
      {words.friends.cancel}
    </Button>
  )
}
