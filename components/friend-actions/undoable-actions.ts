import { errorMessage } from '@/components/strings/error-message'
import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import { createUndoQueue, flushOnLeave } from '@/components/ui/undo-queue'

/** Actions on a person that can be undone for a few seconds. */
export const UNDOABLE_ACTIONS = ['decline', 'cancel', 'unfriend'] as const
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number]

const queue = createUndoQueue<UndoableAction>({ showToast: toast, undoLabel: () => currentStrings().toasts.undo })

/** Pending actions of this tab, by the ids of the people. All are performed when the tab is closed or hidden. */
export const undoableActions: typeof queue = {
  ...queue,
  defer(deferral) {
    startFlushing()
    queue.defer(deferral)
  },
}

/** Returns a handler that shows a toast with this text and the reason of the failure. */
export const failureToast = (text: string) => (error: unknown) => void toast({ text: `${text} ${errorMessage(error)}` })

let isFlushing = false

function startFlushing() {
  if (isFlushing) return
  isFlushing = true
  flushOnLeave(queue.flush)
}
