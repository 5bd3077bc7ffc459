import { sentenceOf } from '@/components/problem-words'
import { toast } from '@/components/ui/toasts'
import { words } from '@/components/words'
import { createPendingUndo } from './pending-undo'

const pending = createPendingUndo({
  show: toast,
  undoLabel: words.toasts.undo,
  onFailure: ({ failed }, error) => void toast({ text: `${failed} ${sentenceOf(error)}` }),
})

/** What waits in this tab to be taken back. Nothing waits any more once the tab is left or hidden. */
export const undoable: typeof pending = {
  ...pending,
  defer(deferral) {
    watchLeaving()
    pending.defer(deferral)
  },
}

let isWatching = false

function watchLeaving() {
  if (isWatching) return
  isWatching = true
  addEventListener('pagehide', () => void pending.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void pending.flush()
  })
}
