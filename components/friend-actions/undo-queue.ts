import { createListeners } from '@/components/create-store'
import type { createToasts } from '@/components/ui/toasts'

/** Actions that can be undone for a few seconds. */
export const UNDOABLE_ACTIONS = ['decline', 'cancel', 'unfriend'] as const
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number]

interface Deferral {
  action: UndoableAction
  personIds: readonly string[]
  /** Text of the toast. */
  text: string
  /** Text when the action failed. */
  failed: string
  /** Performs the action. Resolves when the result is shown; called at most once. */
  act(): Promise<unknown>
}

interface Pending extends Deferral {
  toast: { close(): void }
  /** Set when the action can no longer be undone. */
  done?: Promise<void>
}

interface Surroundings {
  show: ReturnType<typeof createToasts>['show']
  undoLabel(): string
  /** Reports a failure; the user is shown again. */
  onFailure(deferral: Deferral, error: unknown): void
}

export const UNDO_MS = 8000

const NOBODY: ReadonlySet<string> = new Set()

/**
 * Defers actions that can be undone: the user is hidden at once, and the call is made when it was not undone in time.
 */
export function createUndoQueue({ show, undoLabel, onFailure }: Surroundings) {
  let all: readonly Pending[] = []
  let hidden = new Map<UndoableAction, ReadonlySet<string>>()
  const { subscribe, notify } = createListeners()

  const become = (next: readonly Pending[]) => {
    all = next
    hidden = new Map()
    for (const { action, personIds } of all) hidden.set(action, new Set([...(hidden.get(action) ?? []), ...personIds]))
    notify()
  }
  const remove = (pending: Pending) => become(all.filter((other) => other !== pending))

  /**
   * Performs a pending action. Makes the call synchronously, so that it is still sent when the page is being closed.
   */
  const perform = (pending: Pending): Promise<void> => {
    pending.toast.close()
    pending.done ??= pending
      .act()
      .then(
        () => undefined,
        (error: unknown) => onFailure(pending, error),
      )
      .finally(() => remove(pending))
    return pending.done
  }
  const performAll = async (which: readonly Pending[]) => void (await Promise.all(which.map(perform)))

  const waitingFor = (personId: string) => all.filter(({ personIds }) => personIds.includes(personId))

  return {
    /** Hides these users and shows a toast; does nothing when all are already hidden by the same action. */
    defer(deferral: Deferral) {
      if (deferral.personIds.every((id) => hidden.get(deferral.action)?.has(id))) return
      const pending: Pending = { ...deferral, toast: { close: () => {} } }
      become([...all, pending]) // Before the toast: showing it may expire the oldest one, whose call reads the list.
      pending.toast = show({
        text: deferral.text,
        durationMs: UNDO_MS,
        action: { label: undoLabel(), run: () => remove(pending) },
        onExpire: () => void perform(pending),
      })
    },
    /** Undoes the pending actions on this user. */
    undo(personId: string) {
      for (const pending of waitingFor(personId)) {
        if (pending.done) continue
        pending.toast.close()
        remove(pending)
      }
    },
    /** Performs the pending actions on this user now, before another action. */
    settle: (personId: string) => performAll(waitingFor(personId)),
    /** Performs all pending actions now. */
    flush: () => performAll(all),
    /** Returns the users hidden by an action; the same set until it changes. */
    hidden: (action: UndoableAction): ReadonlySet<string> => hidden.get(action) ?? NOBODY,
    subscribe,
  }
}
