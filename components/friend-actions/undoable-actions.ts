import { errorMessage } from '@/components/strings/error-message'
import { currentStrings } from '@/components/strings/strings'
import { toast } from '@/components/ui/toasts'
import { createUndoQueue } from './undo-queue'

const pending = createUndoQueue({
  show: toast,
  undoLabel: () => currentStrings().toasts.undo,
  onFailure: ({ failed }, error) => void toast({ text: `${failed} ${errorMessage(error)}` }),
})

/** Pending actions of this tab. All are performed when the tab is closed or hidden. */
export const undoableActions: typeof pending = {
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
