'use client'

import { PersonRow } from '@/components/people/person-row'
import { useStrings } from '@/components/strings/use-strings'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { type UndoableAction, undoableActions } from './undoable-actions'

/** A user with a pending action, and undo. */
export function UndoRow({ person, pendingAction }: { person: Person; pendingAction: UndoableAction }) {
  const strings = useStrings()
  const { displayName: name } = person
  return (
    <PersonRow person={person} status={strings.person.done[pendingAction](name)}>
      <UndoButton person={person} />
    </PersonRow>
  )
}

export function UndoButton({ person }: { person: Person }) {
  const strings = useStrings()
  return (
    <Button
      data-row
      variant="quiet"
      aria-label={strings.person.undoFor(person.displayName)}
      onClick={() => undoableActions.undo(person.id)}
    >
      {strings.toasts.undo}
    </Button>
  )
}
