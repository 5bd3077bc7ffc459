'use client'

import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import type { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

/** Button that sends a friend request, or accepts one that crossed it. */
export function AddFriendButton({ person, action }: { person: Person; action: ReturnType<typeof useAction> }) {
  const strings = useStrings()
  const { request } = useFriendActions()
  const { displayName: name } = person
  const ask = async () => {
    const { status } = await request(person.id)
    announce(status === 'accepted' ? strings.friends.accepted(name) : strings.friends.requested(name))
  }
  return (
    <Button
      data-row
      pending={action.pending}
      aria-label={strings.friends.requestTo(name)}
      onClick={() => action.run(ask)}
    >
      {strings.friends.request}
    </Button>
  )
}
