import type { Route } from 'next'
import type { ComponentProps } from 'react'
import { createStore } from '@/components/create-store'
import type { Avatar } from './avatar'

const MAX_SHOWN = 3
const NEWS_MS = 6000

export interface ToastRequest {
  /** Shown above the text, as the name of the author of a message. */
  title?: string
  text: string
  /** Shown after the title, less prominently. */
  detail?: string
  /** A toast replaces the shown one with the same key, in its place. */
  key?: string
  /** User whose picture is shown. */
  person?: ComponentProps<typeof Avatar>['person']
  /** The action of the toast: a function or a path. Both close the toast. */
  action?: { label: string; run(): void } | { label: string; href: Route }
  /** Duration; paused while the pointer or the focus is on it. */
  durationMs?: number
  /**
   * Called once when the toast closes without its action: it expired, was dismissed, or was replaced by newer ones.
   * Such a toast also expires while the tab is hidden, because its deferred action must not wait for ever.
   */
  onExpire?(): void
  /** Called when the viewer closes the toast without its action. */
  onDismiss?(): void
}

export interface ShownToast extends ToastRequest {
  id: number
  /** Changes when the toast is replaced by one with the same key. */
  revision: number
}

/** Reasons for pausing the timers. */
type Hold = 'pointer' | 'focus' | 'hidden'

interface Clocked {
  toast: ShownToast
  leftMs: number
  running?: { since: number; timer: ReturnType<typeof setTimeout> }
}

/** Creates the toasts of a tab: short messages that expire, at most three at a time. */
export function createToasts() {
  let entries: readonly Clocked[] = []
  const shown = createStore<readonly ShownToast[]>([])
  let lastId = 0
  const holds = new Set<Hold>()

  const become = (next: readonly Clocked[]) => {
    entries = next
    if (next.length === 0) for (const hold of ['pointer', 'focus'] as const) holds.delete(hold) // The element under the pointer is gone.
    for (const entry of next) setClock(entry)
    shown.set(next.map(({ toast }) => toast))
  }

  const setClock = (entry: Clocked) => {
    const stands = holds.has('pointer') || holds.has('focus') || (holds.has('hidden') && !entry.toast.onExpire)
    if (stands) stop(entry)
    else if (!entry.running)
      entry.running = { since: performance.now(), timer: setTimeout(() => expire(entry.toast.id), entry.leftMs) }
  }

  /** Removes a toast without calling `onExpire`. Returns it if it was still there. */
  const remove = (id: number): ShownToast | undefined => {
    const entry = entries.find(({ toast }) => toast.id === id)
    if (!entry) return undefined
    stop(entry)
    become(entries.filter((other) => other !== entry))
    return entry.toast
  }
  const expire = (id: number) => remove(id)?.onExpire?.()

  return {
    /** Shows a toast; `close` removes it without calling `onExpire`. */
    show(request: ToastRequest): { close(): void } {
      const revision = ++lastId
      const leftMs = request.durationMs ?? NEWS_MS
      const replaced = entries.find(({ toast: { key } }) => key !== undefined && key === request.key)
      if (replaced) {
        stop(replaced)
        const { id } = replaced.toast
        become(entries.map((entry) => (entry === replaced ? { toast: { ...request, id, revision }, leftMs } : entry)))
        return { close: () => void remove(id) }
      }
      const [oldest] = entries
      if (oldest && entries.length >= MAX_SHOWN) expire(oldest.toast.id)
      become([...entries, { toast: { ...request, id: revision, revision }, leftMs }])
      return { close: () => void remove(revision) }
    },
    /** Closes a toast because the viewer wants it. */
    dismiss(id: number) {
      const toast = remove(id)
      toast?.onExpire?.()
      toast?.onDismiss?.()
    },
    /** Runs the action of a toast and closes it. */
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
