'use client'

import { useStrings } from '@/components/strings/use-strings'
import { announce } from '@/components/ui/announcer'
import { Button, IconButton } from '@/components/ui/button'
import type { useAction } from '@/components/ui/use-action'
import type { Person } from '@/lib/accounts/schema'
import { useFriendActions } from './use-friend-actions'

interface Props {
  person: Person
  action: ReturnType<typeof useAction>
  /** In a list, declining is an icon, so that a row has room for the name. */
  inList?: boolean
}

/** Buttons to accept a request at once, or to decline it with undo. */
export function AnswerButtons({ person, action, inList = false }: Props) {
  const strings = useStrings()
  const { accept, decline } = useFriendActions()
  const { displayName: name } = person
  const declineLabel = strings.friends.declineFrom(name)
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
      {inList ? (
        <IconButton icon="close" label={declineLabel} pending={action.pending} onClick={() => decline(person)} />
      ) : (
        <Button variant="quiet" pending={action.pending} aria-label={declineLabel} onClick={() => decline(person)}>
          {strings.friends.decline}
        </Button>
      )}
    </>
  )
}
