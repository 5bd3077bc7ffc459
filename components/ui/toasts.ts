import type { Route } from 'next'
import type { ComponentProps } from 'react'
import { createStore } from '@/components/create-store'
import type { Avatar } from './avatar'

const MAX_SHOWN = 3
const NEWS_MS = 6000

interface ToastRequest {
  text: string
  /** Whose picture stands beside the words. */
  person?: ComponentProps<typeof Avatar>['person']
  /** The one thing to do about it: something to run, or somewhere to go. Either ends the toast. */
  action?: { label: string; run(): void } | { label: string; href: Route }
  /** How long it stays; longer while somebody points at it or has the focus in it. */
  durationMs?: number
  /**
   * Called once when it goes away without its action: its time was over, it was dismissed, or newer ones took its place.
   * The clock of such a toast also runs while the tab is hidden, because what it announces would wait for ever otherwise.
   */
  onExpire?(): void
}

export interface ShownToast extends ToastRequest {
  id: number
}

/** Why clocks stand still: nobody could read in the meantime, or somebody is about to act. */
type Hold = 'pointer' | 'focus' | 'hidden'

interface Clocked {
  toast: ShownToast
  leftMs: number
  running?: { since: number; timer: ReturnType<typeof setTimeout> }
}

/** Short news that goes away by itself, at most three at a time. */
export function createToasts() {
  let entries: readonly Clocked[] = []
  const shown = createStore<readonly ShownToast[]>([])
  let lastId = 0
  const holds = new Set<Hold>()

  const become = (next: readonly Clocked[]) => {
    entries = next
    if (next.length === 0) for (const hold of ['pointer', 'focus'] as const) holds.delete(hold) // What they rested on is gone.
    for (const entry of next) setClock(entry)
    shown.set(next.map(({ toast }) => toast))
  }

  const setClock = (entry: Clocked) => {
    const stands = holds.has('pointer') || holds.has('focus') || (holds.has('hidden') && !entry.toast.onExpire)
    if (stands) stop(entry)
    else if (!entry.running)
      entry.running = { since: performance.now(), timer: setTimeout(() => expire(entry.toast.id), entry.leftMs) }
  }

  /** Takes it away without a word to whoever asked for it; the toast if it was still there. */
  const remove = (id: number): ShownToast | undefined => {
    const entry = entries.find(({ toast }) => toast.id === id)
    if (!entry) return undefined
    stop(entry)
    become(entries.filter((other) => other !== entry))
    return entry.toast
  }
  const expire = (id: number) => remove(id)?.onExpire?.()

  return {
    /** Shows a toast; `close` takes it away without calling `onExpire`. */
    show(request: ToastRequest): { close(): void } {
      const id = ++lastId
      const [oldest] = entries
      if (oldest && entries.length >= MAX_SHOWN) expire(oldest.toast.id)
      become([...entries, { toast: { ...request, id }, leftMs: request.durationMs ?? NEWS_MS }])
      return { close: () => void remove(id) }
    },
    dismiss: expire,
    /** Ends it because its action was taken. */
    act(id: number) {
      const action = remove(id)?.action
      if (action && 'run' in action) action.run()
    },
    hold(why: Hold, on: boolean) {
      if (on) holds.add(why)
      else holds.delete(why)
      for (const entry of entries) setClock(entry)
    },
    shown: shown.get,
    subscribe: shown.subscribe,
  }
}

function stop(entry: Clocked) {
  if (!entry.running) return
  clearTimeout(entry.running.timer)
  entry.leftMs -= performance.now() - entry.running.since
  delete entry.running
}

/** The toasts of this tab. */
export const toasts = createToasts()

/** Shows a toast in this tab, from anywhere. */
export const toast = toasts.show
