'use client'

import { useSyncExternalStore } from 'react'
import { DEEDS, type Deed } from './pending-undo'
import { undoable } from './undoable'

const NOBODY: ReadonlySet<string> = new Set()

/** Whom a deed that can still be taken back keeps off the screen. */
export const useHidden = (deed: Deed): ReadonlySet<string> =>
  useSyncExternalStore(
    undoable.subscribe,
    () => undoable.hidden(deed),
    () => NOBODY,
  )

/** What is about to happen to this person and can still be taken back, if anything. */
export const useDeedOn = (personId: string): Deed | undefined =>
  useSyncExternalStore(
    undoable.subscribe,
    () => DEEDS.find((deed) => undoable.hidden(deed).has(personId)),
    () => undefined,
  )
