import { createListeners } from '@/components/create-store'
import type { createToasts } from '@/components/ui/toasts'

/** What can be taken back for a moment. */
export const UNDOABLE_ACTIONS = ['decline', 'cancel', 'unfriend'] as const
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number]

interface Deferral {
  deed: UndoableAction
  personIds: readonly string[]
  /** What the toast says has happened. */
  text: string
  /** How things stand when it did not work after all. */
  failed: string
  /** Does it. Resolves once it is done and shown; called at most once, and without waiting for anything. */
  act(): Promise<unknown>
}

interface Pending extends Deferral {
  toast: { close(): void }
  /** Set once it is too late to take it back. */
  done?: Promise<void>
}

interface Surroundings {
  show: ReturnType<typeof createToasts>['show']
  undoLabel(): string
  /** Tells that something did not work, after which the person is back on the screen. */
  onFailure(deferral: Deferral, error: unknown): void
}

export const UNDO_MS = 8000

const NOBODY: ReadonlySet<string> = new Set()

/** Holds back what can be undone: the person is hidden at once, and the call is made when nobody took it back in time. */
export function createUndoQueue({ show, undoLabel, onFailure }: Surroundings) {
  let all: readonly Pending[] = []
  let hidden = new Map<UndoableAction, ReadonlySet<string>>()
  const { subscribe, notify } = createListeners()

  const become = (next: readonly Pending[]) => {
    all = next
    hidden = new Map()
    for (const { deed, personIds } of all) hidden.set(deed, new Set([...(hidden.get(deed) ?? []), ...personIds]))
    notify()
  }
  const remove = (pending: Pending) => become(all.filter((other) => other !== pending))

  /** Too late to take it back. Makes the call before anything is waited for, so that it still leaves a page that goes. */
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
    /** Hides these people and says so; whoever is hidden by the same deed already is left out. */
    defer(deferral: Deferral) {
      if (deferral.personIds.every((id) => hidden.get(deferral.deed)?.has(id))) return
      const pending: Pending = { ...deferral, toast: { close: () => {} } }
      become([...all, pending]) // Before the toast: showing one more may end the oldest, whose call looks at the rest.
      pending.toast = show({
        text: deferral.text,
        durationMs: UNDO_MS,
        action: { label: undoLabel(), run: () => remove(pending) },
        onExpire: () => void perform(pending),
      })
    },
    /** Takes back what waits for this person. */
    undo(personId: string) {
      for (const pending of waitingFor(personId)) {
        if (pending.done) continue
        pending.toast.close()
        remove(pending)
      }
    },
    /** Does at once what waits for this person, before something else is done about them. */
    settle: (personId: string) => performAll(waitingFor(personId)),
    /** Does at once whatever waits. */
    flush: () => performAll(all),
    /** Whom a deed hides; the same set until it changes. */
    hidden: (deed: UndoableAction): ReadonlySet<string> => hidden.get(deed) ?? NOBODY,
    subscribe,
  }
}
