'use client'

import { useSyncExternalStore } from 'react'
import { UNDOABLE_ACTIONS, type UndoableAction } from './undo-queue'
import { undoableActions } from './undoable-actions'

const NOBODY: ReadonlySet<string> = new Set()

/** Whom a deed that can still be taken back keeps off the screen. */
export const useHiddenPeople = (deed: UndoableAction): ReadonlySet<string> =>
  useSyncExternalStore(
    undoableActions.subscribe,
    () => undoableActions.hidden(deed),
    () => NOBODY,
  )

/** What is about to happen to this person and can still be taken back, if anything. */
export const usePendingActionOn = (personId: string): UndoableAction | undefined =>
  useSyncExternalStore(
    undoableActions.subscribe,
    () => UNDOABLE_ACTIONS.find((deed) => undoableActions.hidden(deed).has(personId)),
    () => undefined,
  )
