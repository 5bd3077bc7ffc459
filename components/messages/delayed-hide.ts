import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import type { Message } from '@/lib/messages/schema'
import { optimisticChanges } from './optimistic-changes'

const waiting = new Set<() => Promise<void>>()

/** Hides the message at once, and calls `hide` when nobody takes that back, or when the tab is left. */
export function hideWithUndo(message: Message, hide: () => Promise<void>) {
  const strings = currentStrings()
  watchLeaving()
  const show = optimisticChanges.show(message, { kind: 'hide' })
  const perform = async () => {
    if (!waiting.delete(perform)) return
    close()
    await hide().finally(show) // Hidden by the call itself from here on.
  }
  const undo = () => {
    waiting.delete(perform)
    show()
  }
  waiting.add(perform)
  const { close } = toast({
    text: strings.messages.hidden,
    action: { label: strings.toasts.undo, run: undo },
    onExpire: () => void perform(),
  })
}

/** Does at once whatever waits. */
export const flushHides = () => Promise.all([...waiting].map((perform) => perform()))

let isWatching = false

function watchLeaving() {
  if (isWatching) return
  isWatching = true
  addEventListener('pagehide', () => void flushHides())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushHides()
  })
}
