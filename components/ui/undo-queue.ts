import { createListeners } from '@/components/create-store'
import type { createToasts } from './toasts'

interface Deferral<Action extends string> {
  action: Action
  /** Ids of what the action hides. */
  ids: readonly string[]
  /** Text of the toast. */
  text: string
  /** Performs the action. Resolves when the result is shown; called at most once. */
  act(): Promise<unknown>
  onFailure?(error: unknown): void
  /** Called after the action was undone, has succeeded or has failed. */
  onEnd?(): void
}

interface Pending<Action extends string> extends Deferral<Action> {
  toast: { close(): void }
  /** Set when the action can no longer be undone. */
  done?: Promise<void>
}

interface UndoQueueDeps {
  showToast: ReturnType<typeof createToasts>['show']
  undoLabel(): string
}

export const UNDO_MS = 8000

const NOTHING: ReadonlySet<string> = new Set()

/** Defers actions that can be undone: their result is shown at once, and the call is made when the time to undo is over. */
export function createUndoQueue<Action extends string>({ showToast, undoLabel }: UndoQueueDeps) {
  let all: readonly Pending<Action>[] = []
  let hidden = new Map<Action, ReadonlySet<string>>()
  const { subscribe, notify } = createListeners()

  const setAll = (next: readonly Pending<Action>[]) => {
    all = next
    hidden = new Map()
    for (const { action, ids } of all) hidden.set(action, new Set([...(hidden.get(action) ?? []), ...ids]))
    notify()
  }
  const remove = (pending: Pending<Action>) => {
    setAll(all.filter((other) => other !== pending))
    pending.onEnd?.()
  }

  /**
   * Performs a pending action. Makes the call synchronously, so that it is still sent when the page is being closed.
   */
  const perform = (pending: Pending<Action>): Promise<void> => {
    pending.toast.close()
    pending.done ??= pending
      .act()
      .then(
        () => undefined,
        (error: unknown) => pending.onFailure?.(error),
      )
      .finally(() => remove(pending))
    return pending.done
  }
  const performAll = async (which: readonly Pending<Action>[]) => void (await Promise.all(which.map(perform)))

  const pendingOn = (id: string) => all.filter(({ ids }) => ids.includes(id))

  return {
    /** Hides these ids and shows a toast; does nothing when all are already hidden by the same action. */
    defer(deferral: Deferral<Action>) {
      if (deferral.ids.every((id) => hidden.get(deferral.action)?.has(id))) return
      const pending: Pending<Action> = { ...deferral, toast: { close: () => {} } }
      setAll([...all, pending]) // Before the toast: showing it may expire the oldest one, whose call reads the list.
      pending.toast = showToast({
        text: deferral.text,
        durationMs: UNDO_MS,
        action: { label: undoLabel(), run: () => remove(pending) },
        onExpire: () => void perform(pending),
      })
    },
    /** Undoes the pending actions on this id. */
    undo(id: string) {
      for (const pending of pendingOn(id)) {
        if (pending.done) continue
        pending.toast.close()
        remove(pending)
      }
    },
    /** Performs the pending actions on this id now, before another action. */
    settle: (id: string) => performAll(pendingOn(id)),
    /** Performs all pending actions now. */
    flush: () => performAll(all),
    /** Returns the ids hidden by an action; the same set until it changes. */
    hidden: (action: Action): ReadonlySet<string> => hidden.get(action) ?? NOTHING,
    subscribe,
  }
}

/** Calls `flush` whenever the page is hidden or unloaded. */
export function flushOnLeave(flush: () => Promise<unknown>) {
  addEventListener('pagehide', () => void flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flush()
  })
}
