import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import { createUndoQueue, flushOnLeave } from '@/components/ui/undo-queue'
import type { Message } from '@/lib/messages/schema'
import { optimisticChanges } from './optimistic-changes'

const queue = createUndoQueue<'hide'>({ showToast: toast, undoLabel: () => currentStrings().toasts.undo })

let isFlushing = false

/**
 * Removes the message from the screen at once, and calls `hide` when the undo toast expires or the tab is left. `hide`
 * reports its own errors.
 */
export function hideWithUndo(message: Message, hide: () => Promise<void>) {
  if (!isFlushing) flushOnLeave(queue.flush)
  isFlushing = true
  const removeChange = optimisticChanges.show(message, { kind: 'hide' })
  queue.defer({
    action: 'hide',
    ids: [message.id],
    text: currentStrings().messages.hidden,
    act: hide,
    onEnd: removeChange, // By then the call has removed it from the query cache, or has failed.
  })
}

/** Calls all pending `hide` functions at once. */
export const flushHides = queue.flush
