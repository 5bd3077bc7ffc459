'use client'

import { words } from '@/components/strings/en'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/accounts/schema'
import { PersonRow } from './person-row'
import type { UndoableAction } from './undo-queue'
import { undoableActions } from './undoable-actions'

/** Somebody about whom something has just been done that can still be taken back. */
export function UndoRow({ person, deed }: { person: Person; deed: UndoableAction }) {
  const { displayName: name } = person
  return (
    <PersonRow person={person} detail={words.person.done[deed](name)}>
      <UndoButton person={person} />
    </PersonRow>
  )
}

export function UndoButton({ person }: { person: Person }) {
  return (
    <Button
      data-row
      variant="quiet"
      aria-label={words.person.undoFor(person.displayName)}
      onClick={() => undoableActions.undo(person.id)}
    >
      {words.toasts.undo}
    </Button>
  )
}
