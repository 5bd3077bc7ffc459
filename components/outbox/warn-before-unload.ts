import type { OutboxItem } from './types'

interface UnsentList {
  all(): readonly OutboxItem[]
  subscribe(listener: () => void): () => void
}

/** Has the browser ask before the tab is closed, while a message would be lost with it. Returns what ends that. */
export function warnBeforeUnload(list: UnsentList): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault()
    event.returnValue = true // Browsers of 2023 ask for this alone.
  }
  // Only meanwhile: a page that listens for this is not kept for going back to.
  const update = () => {
    if (list.all().some(({ inTabOnly, withdrawn }) => inTabOnly && !withdrawn)) addEventListener('beforeunload', ask)
    else removeEventListener('beforeunload', ask)
  }
  const unsubscribe = list.subscribe(update)
  return () => {
    unsubscribe()
    removeEventListener('beforeunload', ask)
  }
}
