'use client'

import { useSyncExternalStore } from 'react'
import { UNDOABLE_ACTIONS, type UndoableAction, undoableActions } from './undoable-actions'

const NOBODY: ReadonlySet<string> = new Set()

/** Returns the users hidden by a pending action. */
export const useHiddenPeople = (action: UndoableAction): ReadonlySet<string> =>
  useSyncExternalStore(
    undoableActions.subscribe,
    () => undoableActions.hidden(action),
    () => NOBODY,
  )

/** Returns the pending action on this user, if any. */
export const usePendingActionOn = (personId: string): UndoableAction | undefined =>
  useSyncExternalStore(
    undoableActions.subscribe,
    () => UNDOABLE_ACTIONS.find((action) => undoableActions.hidden(action).has(personId)),
    () => undefined,
  )
