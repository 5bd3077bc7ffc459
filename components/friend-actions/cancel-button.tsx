'use client'

import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Button that cancels the viewer's request. */
export function CancelButton({ person }: { person: Person }) {
  const strings = useStrings()
  const { cancel } = useFriendActions()
  return (
    <Button
      data-row
      variant="quiet"
      aria-label={strings.friends.cancelTo(person.displayName)}
      onClick={() => cancel(person)}
    >
      {strings.friends.cancel}
    </Button>
  )
}
