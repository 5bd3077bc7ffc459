import type { OutboxItem } from './types'

interface UnsentList {
  all(): readonly OutboxItem[]
  subscribe(listener: () => void): () => void
}

/**
 * Makes the browser ask before the tab is closed while a message would be lost with it. Returns a function that stops
 * it.
 */
export function warnBeforeUnload(list: UnsentList): () => void {
  const confirmUnload = (event: BeforeUnloadEvent) => {
    event.preventDefault()
    event.returnValue = true // Browsers up to 2023 need this.
  }
  // Listens only while needed: a page with this listener is not kept in the back/forward cache.
  const update = () => {
    if (list.all().some(({ inTabOnly, withdrawn }) => inTabOnly && !withdrawn))
      addEventListener('beforeunload', confirmUnload)
    else removeEventListener('beforeunload', confirmUnload)
  }
  const unsubscribe = list.subscribe(update)
  return () => {
    unsubscribe()
    removeEventListener('beforeunload', confirmUnload)
  }
}
