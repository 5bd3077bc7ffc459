import { toast } from '@/components/ui/toasts'
import { words } from '@/components/words'
import type { Message } from '@/lib/messages/schema'
import { pendingChanges } from './pending-changes'

const waiting = new Set<() => Promise<void>>()

/** Hides the message at once, and calls `hide` when nobody takes that back, or when the tab is left. */
export function hideLater(message: Message, hide: () => Promise<void>) {
  watchLeaving()
  const show = pendingChanges.show(message, { kind: 'hide' })
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
    text: words.messages.hidden,
    action: { label: words.toasts.undo, run: undo },
    onExpire: () => void perform(),
  })
}

/** Does at once whatever waits. */
export const hideNow = () => Promise.all([...waiting].map((perform) => perform()))

let isWatching = false

function watchLeaving() {
  if (isWatching) return
  isWatching = true
  addEventListener('pagehide', () => void hideNow())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void hideNow()
  })
}
