'use client'

import { Button } from '@/components/ui/button'
import { words } from '@/components/words'
import type { Person } from '@/lib/accounts/schema'
import type { Deed } from './pending-undo'
import { PersonRow } from './person-row'
import { undoable } from './undoable'

/** Somebody about whom something has just been done that can still be taken back. */
export function UndoRow({ person, deed }: { person: Person; deed: Deed }) {
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
      look="quiet"
      aria-label={words.person.undoFor(person.displayName)}
      onClick={() => undoable.undo(person.id)}
    >
      {words.toasts.undo}
    </Button>
  )
}
