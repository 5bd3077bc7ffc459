import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import type { Message } from '@/lib/messages/schema'
import { optimisticChanges } from './optimistic-changes'

const pending = new Set<() => Promise<void>>()

/** Removes the message from the screen at once, and calls `hide` when the undo toast expires or the tab is left. */
export function hideWithUndo(message: Message, hide: () => Promise<void>) {
  const strings = currentStrings()
  flushOnLeave()
  const removeChange = optimisticChanges.show(message, { kind: 'hide' })
  const perform = async () => {
    if (!pending.delete(perform)) return
    close()
    await hide().finally(removeChange) // By now the call has removed it from the query cache, or has failed.
  }
  const undo = () => {
    pending.delete(perform)
    removeChange()
  }
  pending.add(perform)
  const { close } = toast({
    text: strings.messages.hidden,
    action: { label: strings.toasts.undo, run: undo },
    onExpire: () => void perform(),
  })
}

/** Calls all pending `hide` functions at once. */
export const flushHides = () => Promise.all([...pending].map((perform) => perform()))

let isListening = false

function flushOnLeave() {
  if (isListening) return
  isListening = true
  addEventListener('pagehide', () => void flushHides())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushHides()
  })
}
